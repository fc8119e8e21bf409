import { type Day, parseDay } from '@lianfang/domain/shared'
import { fillOperation, openStage, operationBounds, playUntil, sizeOf, wholeOperation } from '../demo/index.js'
import type { House } from '../house.js'
import type { CommandCall } from './command.js'
import { divisionsFile } from './house-steps.js'
import { exit } from './terminal.js'

type Known = {
  readonly hasAccounts: boolean
  readonly emptyAgain: () => Promise<void>
}

/** Whether the operation is asked for, or is what this database demonstrates already. */
export const isOperation = (house: House, { values }: CommandCall): boolean =>
  values.operation === true || values.day !== undefined || house.clock.operation() !== null

const dayOf = ({ values, terminal }: CommandCall): Day | null | 'wrong' => {
  if (values.day === undefined) return null
  const day = parseDay(String(values.day))
  const { first, last } = operationBounds
  if (day !== null && day >= first && day <= last) return day
  terminal.error(terminal.say.operationDay(first, last))
  return 'wrong'
}

/** Fills the operation where it is not filled yet, and plays it up to the day that is asked for, with progress. */
export const startOperation = async (house: House, call: CommandCall, known: Known): Promise<number> => {
  const { terminal } = call
  const { db, keys, policy, clock, config, instance } = house
  const until = dayOf(call)
  if (until === 'wrong') return exit.usage
  // Another demonstration, or a real database: nothing is played into it.
  if (!instance.demonstration || (clock.operation() === null && known.hasAccounts)) {
    terminal.error(terminal.say.operationElsewhere)
    return exit.refused
  }
  const needs = {
    ...{ db, keys, policy, zone: config.zone, clock },
    progress: ({ day, done, total }: { readonly day: Day; readonly done: number; readonly total: number }) =>
      terminal.progress(terminal.say.playing(day, done, total)),
  }
  const there = clock.operation()
  if (there !== null && !there.filled) await known.emptyAgain()
  const stage =
    there?.filled === true
      ? openStage(needs, sizeOf(there))
      : await fillOperation({ ...needs, size: wholeOperation, divisionsFile: divisionsFile(config) })
  if (until !== null) await playUntil(needs, stage, until)
  return exit.done
}
