import { DAY_MS, type Day, startOfDay } from '@lianfang/domain/shared'
import { writeAudit } from '../../kernel/audit/index.js'
import { hashPassword } from '../../kernel/auth/index.js'
import { inTransaction, noScope } from '../../kernel/db/index.js'
import { addOperation, type Clock, noteDay, realDay } from '../../kernel/operation/index.js'
import { seedPolicy } from '../../kernel/policy/index.js'
import { settleNow } from '../../kernel/settle/index.js'
import { seedCatalogue, settleStock } from '../../modules/supply/index.js'
import { fillingMs } from '../slow-machine.js'
import { insertAccounts } from '../sql-places.js'
import { operationPassword, operationSignIns } from './cast.js'
import { type DayProgress, playDay, tellDay } from './day.js'
import { firstDay, numberOf, operationDays } from './days.js'
import { type OperationSize, planOperation } from './plan.js'
import { enterMaker, enterParts, loadPlaces, openStores } from './set-up.js'
import { insertSignIns } from './sql.js'
import { playedDay, type Stage, type StageNeeds, stageOf } from './stage.js'

export type OperationNeeds = Omit<StageNeeds, 'plan'> & { readonly clock: Clock }

/** The stage of an operation of this size; made once, it costs half a second. */
export const openStage = ({ db, keys, policy, zone }: OperationNeeds, size: OperationSize): Stage =>
  stageOf({ db, keys, policy, zone, plan: planOperation(size) })

/** How much of the real day is gone: the operation's day is pressed into it. */
export const goneToday = ({ clock, zone }: Pick<OperationNeeds, 'clock' | 'zone'>): number =>
  Math.min(DAY_MS - 1, clock.wall() - startOfDay(realDay(clock, zone), zone))

type OneDay = { readonly number: number; readonly gone: number; readonly progress: DayProgress }

/** Plays a day by its number and notes that it was played. */
export const playOne = async (
  needs: OperationNeeds,
  stage: Stage,
  { number, gone, progress }: OneDay,
): Promise<void> => {
  const day = playedDay(number, gone, stage)
  await playDay(stage, day, progress)
  await settleNow(needs.db, (tx) => settleStock(tx, { now: day.at(24), zone: needs.zone }))
  const told = tellDay(stage, number)
  await inTransaction(needs.db.worker, noScope, (tx) =>
    noteDay(tx, { day: day.day, playedOn: realDay(needs.clock, needs.zone), told }),
  )
  await needs.clock.refresh()
}

export type OperationProgress = (at: { readonly day: Day; readonly done: number; readonly total: number }) => void

type Filling = OperationNeeds & {
  readonly size: OperationSize
  /** The artefact with the divisions. */
  readonly divisionsFile: string
  readonly progress?: OperationProgress
}

/**
 * Fills an empty database that was made as a demonstration with the operation as it stood on its first day: stores,
 * institutions, makers and their suppliers, sign-ins. All are invented and marked; the places are real.
 */
export const fillOperation = async (needs: Filling): Promise<Stage> => {
  const { db, zone, size, divisionsFile, clock, progress } = needs
  await inTransaction(db.worker, noScope, (tx) =>
    addOperation(tx, { day: firstDay, played_on: realDay(clock, zone), size }),
  )
  await clock.refresh()
  await seedPolicy(db)
  await seedCatalogue(db)
  const stage = openStage(needs, size)
  const gone = goneToday(needs)
  const day = playedDay(0, gone, stage)
  await loadPlaces(stage, divisionsFile)
  const hash = await hashPassword(operationPassword)
  await inTransaction(
    db.worker,
    noScope,
    async (tx) => {
      await insertAccounts(tx, stage.cast.accounts, hash)
      await insertSignIns(tx, operationSignIns)
      await writeAudit(tx, null, { action: 'demonstration.filled', count: stage.cast.accounts.length })
    },
    fillingMs,
  )
  await openStores(stage, day)
  const total = stage.plan.makers.length
  for (const { number } of stage.plan.makers) {
    progress?.({ day: firstDay, done: number, total })
    await enterMaker(stage, number, day)
  }
  await enterParts(stage)
  await playOne(needs, stage, { number: 0, gone, progress: async () => undefined })
  return stage
}

/** Plays every day after the one that was played last, up to and with a day. */
export const playUntil = async (
  needs: OperationNeeds & { readonly progress?: OperationProgress },
  stage: Stage,
  until: Day,
): Promise<void> => {
  const from = numberOf(needs.clock.operation()?.day ?? firstDay) + 1
  const gone = goneToday(needs)
  for (let number = from; number <= Math.min(numberOf(until), operationDays.length - 1); number += 1) {
    const day = operationDays[number] ?? firstDay
    const progress: DayProgress = async ({ done, total }) => needs.progress?.({ day, done, total })
    await playOne(needs, stage, { number, gone, progress })
  }
}
