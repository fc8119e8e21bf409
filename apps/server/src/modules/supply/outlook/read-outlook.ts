import type { OutlookPage, OutlookRow } from '@lianfang/contract'
import { addDays, dayIn, instantOf, NATION } from '@lianfang/domain/shared'
import { type BedDay, type Curve, filled, needOf, whoEsft2022 } from '@lianfang/domain/supply'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { type PlaceName, placesByCode } from '../../../kernel/org/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { SupplyNeeds } from '../needs.js'
import { availableAt } from '../totals/read-totals.js'
import { curveOfPlace } from './make-outlooks.js'
import { countsOf, curveById, definitionsOf, newestCurve, type OutlookRowOf, outlookOf, outlooksBelow } from './sql.js'
import { tellCurve, workShown } from './use-curves.js'

const tellRow = (row: OutlookRowOf, names: ReadonlyMap<string, PlaceName>): OutlookRow => ({
  place: names.get(row.place) ?? { code: row.place, name: row.place, level: 'nation' },
  lastDay: row.last_day,
  lastWeek: row.last_week,
  weekMid: row.week_mid,
  weekLow: row.week_low,
  weekHigh: row.week_high,
  leaps: row.leaps,
  backTest: row.result.backTest,
})

/** The next week of a place and of those below it (E2). */
export const listOutlook = (needs: SupplyNeeds, { scope, query, require }: Call<'outlook.list'>) => {
  require({ place: query.place })
  const read = async (tx: Tx) => {
    const curve = query.curve === undefined ? await newestCurve(tx, query.place) : await curveById(tx, query.curve)
    if (query.curve !== undefined && curve === undefined) throw problem('not-found')
    if (curve === undefined) return { curve: null, work: null, own: null, rows: [] }
    const own = await outlookOf(tx, curve.id, query.place)
    const below = await outlooksBelow(tx, curve.id, query.place)
    const names = await placesByCode(tx, [curve.place, query.place, ...below.map(({ place }) => place)])
    return {
      curve: tellCurve(curve, names),
      work: await workShown(tx, curve.id),
      own: own === undefined ? null : tellRow(own, names),
      rows: below.map((row) => tellRow(row, names)),
    }
  }
  return inTransaction(needs.db.app, scope, read, { readOnly: true })
}

type Asked = Pick<Call<'outlook.read'>['query'], 'times' | 'by' | 'severeBeds' | 'criticalBeds'> & {
  /** What stores of the place can issue today. */
  readonly available: ReadonlyMap<string, number>
}

const set = whoEsft2022

/** What the days ahead need, if the forecast comes true so many times over (E2). */
const tellNeed = (row: OutlookRowOf, curve: Curve, asked: Asked): OutlookPage['need'] => {
  const stay = Math.max(set.severeStay, set.criticalStay)
  const cases = {
    past: filled(curve.map(({ fresh }) => fresh)).slice(-stay),
    next: row.result.next.map((day) => day[asked.by] * asked.times),
  }
  const limits = { severe: asked.severeBeds ?? null, critical: asked.criticalBeds ?? null }
  const { needed, beds, withoutBed, oxygenPerHour, kinds } = needOf({ cases, limits, set })
  const onDay = (day: BedDay, i: number) => ({ ...day, day: addDays(row.last_day, i + 1) })
  const { lines: _lines, evidence: _evidence, ...told } = set
  return {
    set: told,
    times: asked.times,
    by: asked.by,
    needed: needed.map(onDay),
    beds: beds.map(onDay),
    withoutBed,
    oxygenPerHour,
    kinds: kinds.map(({ terms, ...kind }) => ({
      ...kind,
      available: asked.available.get(kind.kind) ?? 0,
      terms: [...terms],
    })),
  }
}

/** One place: its curve with the marks, the forecast with band and back-test, and what it asks for (E2). */
export const readOutlook = async (needs: SupplyNeeds, { scope, params, query, require }: Call<'outlook.read'>) => {
  require({ place: query.place })
  const today = dayIn(instantOf(needs.now()), needs.zone)
  const values = openGate((await needs.policy.supply(NATION, today)).outlook)
  const read = async (tx: Tx): Promise<OutlookPage> => {
    const curve = await curveById(tx, params.id)
    const row = curve === undefined ? undefined : await outlookOf(tx, curve.id, query.place)
    if (curve === undefined || row === undefined) throw problem('not-found')
    const counts = await countsOf(tx, curve.id, query.place)
    const days = curveOfPlace(counts, await definitionsOf(tx, curve.id), { place: query.place, values })
    const counted = new Map(counts.map(({ day, confirmed }) => [day, confirmed]))
    const { next, weights, trials, coverage } = row.result
    return {
      ...tellRow(row, await placesByCode(tx, [row.place])),
      curve: { id: curve.id, name: curve.name },
      madeAt: new Date(row.made_at).toISOString(),
      days: days.map((one) => ({ ...one, confirmed: counted.get(one.day) ?? null })),
      next: next.map((one, i) => ({ ...one, day: addDays(row.last_day, i + 1) })),
      weights,
      trials,
      coverage,
      need: tellNeed(row, days, { ...query, available: await availableAt(tx, query.place, today) }),
    }
  }
  return inTransaction(needs.db.app, scope, read, { readOnly: true })
}
