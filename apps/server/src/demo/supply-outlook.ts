import { addDays, type Day, dayIn, startOfDay } from '@lianfang/domain/shared'
import type { CountLine } from '@lianfang/domain/supply'
import { inTransaction, noScope } from '../kernel/db/index.js'
import { openGate } from '../kernel/policy/index.js'
import { setOutlookOf } from '../modules/supply/outlook/make-outlooks.js'
import {
  addCounts,
  addCurve,
  addDefinition,
  definitionsOf,
  placesOf,
  takeCurve,
} from '../modules/supply/outlook/sql.js'
import { type Dice, diceOf, idAt } from './dice.js'
import { demoCounty, demoPrefecture } from './plan.js'
import { fillingMs } from './slow-machine.js'
import type { Filling } from './supply-run.js'

/** Days that are counted, the last of them yesterday. */
const countedDays = 36
/** Days ago on which another definition of a case began. */
const changedAgo = 12

const others = ['421124', '421122'] as const

/** A wave that rose and falls, so many new cases a day at most; on one day a corrected count, on one a change of definition. */
const waveOf = (dice: Dice, first: Day, most: number): readonly { readonly day: Day; readonly confirmed: number }[] => {
  let confirmed = Math.round(most / 4)
  return Array.from({ length: countedDays }, (_, i) => {
    const ago = countedDays - i
    const wave = most * Math.exp(-(((i - 19) / 9) ** 2))
    const added = ago === changedAgo ? most * 6 : 0
    confirmed += Math.round(wave * (0.85 + 0.3 * dice.next()) + added)
    return { day: addDays(first, i), confirmed: ago === 5 ? confirmed - Math.round(most / 3) : confirmed }
  })
}

const linesOf = (dice: Dice, first: Day): readonly CountLine[] => {
  const lines = (place: string, most: number): CountLine[] =>
    waveOf(dice, first, most).map((one) => ({ ...one, place, recovered: null, deaths: null }))
  return [...lines(demoPrefecture, 260), ...lines(demoCounty, 60), ...others.flatMap((place) => lines(place, 40))]
}

/** Invented counts of a few places with a change of definition and a correction, in use, and their forecasts made. */
export const fillOutlook = async ({ db, policy, now, zone, seed, staff }: Filling): Promise<void> => {
  const dice = diceOf(seed, -4, 2)
  const today = dayIn(now, zone)
  const first = addDays(today, -countedDays)
  const began = startOfDay(today, zone)
  const at = new Date(began)
  const values = openGate((await policy.supply(demoPrefecture, today)).outlook)
  const curve = idAt(dice, began)
  const by = staff.desk
  const lines = linesOf(dice, first)
  await inTransaction(
    db.worker,
    noScope,
    async (tx) => {
      const file = { source: 'file' as const, file_rows: lines.length, wrong: [], wrong_rows: 0 }
      await addCurve(tx, { ...file, id: curve, place: demoPrefecture, name: '虚构通报（演示）', at, account: by.id })
      await addCounts(tx, curve, lines)
      await addDefinition(tx, {
        ...{ id: idAt(dice, began), curve, place: demoPrefecture, day: addDays(today, -changedAgo) },
        ...{ reason: '纳入临床诊断病例（演示）', at, account: by.id, by_name: by.name, bodyHash: Buffer.alloc(32) },
      })
      await takeCurve(tx, { id: curve, at, by: by.id })
      const definitions = await definitionsOf(tx, curve)
      for (const place of await placesOf(tx, curve)) await setOutlookOf(tx, { curve, place, definitions, values, at })
    },
    fillingMs,
  )
}
