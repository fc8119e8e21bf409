import { addDays, type Day, startOfDay } from '@lianfang/domain/shared'
import type { Clock } from '../../kernel/operation/index.js'
import type { Running, WorkKinds } from '../../kernel/work/index.js'
import { diceOf, idAt } from '../dice.js'
import { numberOf } from './days.js'
import { goneToday, type OperationNeeds, openStage, playOne } from './fill.js'
import { sizeOf } from './plan.js'
import type { Stage } from './stage.js'

/** The kind of long work that plays a day. */
export const operationWork = 'operation.day'
const subjects = 420_001
/** The id under which a day is played: one for each day, so that it is asked for once. */
export const subjectOf = (day: Day): string => idAt(diceOf(subjects, numberOf(day)), startOfDay(day, 'UTC'))

// A step is a command or some; telling after each would be a second write.
const tellEvery = 10

const playNext = async (
  needs: OperationNeeds,
  stage: Stage,
  { work, step }: Running,
  number: number,
): Promise<void> => {
  // Kept with the work: taken up after a restart it says the same of the same moments.
  const known = work.cursor.gone
  const gone = typeof known === 'number' ? known : goneToday(needs)
  await step({ done: 0, total: null, cursor: { gone } })
  const progress = async (at: { readonly done: number; readonly total: number }): Promise<void> => {
    if (at.done % tellEvery === 0 && at.done < at.total) await step(at)
  }
  await playOne(needs, stage, { number, gone, progress })
}

/** Plays the day after the one that was played last, in a demonstration of the operation; in any other database nothing. */
export const operationWorks = (needs: OperationNeeds): WorkKinds => {
  let stage: Stage | undefined
  return {
    [operationWork]: async (running) => {
      const there = await needs.clock.refresh()
      if (there === null || running.work.subject !== subjectOf(addDays(there.day, 1))) return
      stage ??= openStage(needs, sizeOf(there))
      await playNext(needs, stage, running, numberOf(there.day) + 1)
    },
  }
}

const followEveryMs = 1_000

/** Follows the operation that another process plays; the answer ends it. Where nothing is played it does nothing. */
export const followOperation = ({ operation, refresh }: Clock): (() => void) => {
  if (operation() === null) return () => undefined
  const timer = setInterval(() => void refresh().catch(() => undefined), followEveryMs)
  timer.unref()
  return () => clearInterval(timer)
}
