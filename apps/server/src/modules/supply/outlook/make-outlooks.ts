import type { OutlookValues } from '@lianfang/domain/policy'
import { dayIn, instantOf, NATION, within } from '@lianfang/domain/shared'
import { backTest, type Curve, forecast, readCurve } from '@lianfang/domain/supply'
import { inTransaction, noScope, type Tx } from '../../../kernel/db/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import type { Running, WorkKinds } from '../../../kernel/work/index.js'
import type { SupplyNeeds } from '../needs.js'
import { countsOf, type DefinitionRow, definitionsOf, type OutlookResult, placesOf, setOutlook } from './sql.js'

export const outlookWork = 'supply.outlook'

/** Days ahead that are forecast and reckoned with. */
export const daysAhead = 14
const weekLong = 7

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** The curve of a place, with the changes of definition that hold for it. */
export const curveOfPlace = (
  counts: Parameters<typeof readCurve>[0],
  definitions: readonly DefinitionRow[],
  at: { readonly place: string; readonly values: OutlookValues },
): Curve => {
  const own = definitions.filter((one) => one.withdrawn_at === null && within(one.place, at.place as typeof one.place))
  return readCurve(counts, { ...at.values, definitions: own.map(({ day }) => day) })
}

const made = (curve: Curve, values: OutlookValues) => {
  const series = curve.map(({ fresh }) => fresh)
  const { days, weights, trials } = forecast(series, daysAhead, values)
  const week = days.slice(0, weekLong)
  const result: OutlookResult = {
    next: days,
    weights,
    trials,
    coverage: values.coverage,
    backTest: backTest(series, values),
  }
  return {
    result,
    last_week: sum(curve.slice(-weekLong).map(({ fresh }) => fresh ?? 0)),
    week_mid: sum(week.map(({ mid }) => mid)),
    week_low: sum(week.map(({ low }) => low)),
    week_high: sum(week.map(({ high }) => high)),
    leaps: curve.filter(({ mark }) => mark === 'leap').length,
  }
}

type One = {
  readonly curve: string
  readonly place: string
  readonly definitions: readonly DefinitionRow[]
  readonly values: OutlookValues
  readonly at: Date
}

/** Makes the forecast of one place from its counts, and keeps it. */
export const setOutlookOf = async (tx: Tx, { curve, place, definitions, values, at }: One): Promise<void> => {
  const days = curveOfPlace(await countsOf(tx, curve, place), definitions, { place, values })
  const last = days.at(-1)
  if (last !== undefined) await setOutlook(tx, curve, { ...made(days, values), place, last_day: last.day, at })
}

/** Makes the forecast of every place of a curve, one after the other, with progress; goes on after a restart (E2). */
const makeOutlooks = async (needs: SupplyNeeds, { work, step }: Running): Promise<void> => {
  const { subject: curve } = work
  const { places, definitions } = await inTransaction(
    needs.db.worker,
    noScope,
    async (tx) => ({ places: await placesOf(tx, curve), definitions: await definitionsOf(tx, curve) }),
    { readOnly: true },
  )
  const today = dayIn(instantOf(needs.now()), needs.zone)
  const values = openGate((await needs.policy.supply(NATION, today)).outlook)
  const total = places.length
  for (const [done, place] of places.entries()) {
    if (done < work.done) continue
    await step({ done, total })
    const at = new Date(needs.now())
    await inTransaction(needs.db.worker, noScope, (tx) => setOutlookOf(tx, { curve, place, definitions, values, at }))
  }
  await step({ done: total, total })
}

/** The long work of outlooks. */
export const outlookWorks = (needs: SupplyNeeds): WorkKinds => ({
  [outlookWork]: (running) => makeOutlooks(needs, running),
})
