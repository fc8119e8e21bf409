import { sumDeltas } from '@lianfang/domain/care'
import type { AlarmValues, Gate } from '@lianfang/domain/policy'
import { dayIn, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { writeAudit } from '../../../kernel/audit/index.js'
import { countyScope, inTransaction, noScope, type Tx } from '../../../kernel/db/index.js'
import { leaveDeltas, leaveInbox } from '../../../kernel/settle/index.js'
import { askWork, type Running, type WorkKinds } from '../../../kernel/work/index.js'
import { referWhoMust } from '../alarms/refer.js'
import type { CareNeeds } from '../needs.js'
import { changeValues } from '../people/change-values.js'
import {
  deltasOf,
  illOf,
  lacksReferral,
  type Renewed,
  type Row,
  renewOne,
  sameAs,
  sameDue,
  sameTier,
  type With,
} from './renew-person.js'
import { first, lockRows, rowsAfter, saveDue, saveTiers, type What } from './sql-renew.js'

/** News by village and counters by sum: a rule of the nation changes a third of everybody, and no screen names them one by one. */
const leaveBehind = async (tx: Tx, home: string, list: readonly Renewed[]): Promise<void> => {
  const fact = uuidv7()
  const deltas = sumDeltas(list.flatMap(deltasOf))
  await leaveDeltas(
    tx,
    deltas.map((d) => ({ ...d, fact, county: home })),
  )
  const places = new Map(
    list.map(({ row: { township, village, team } }) => [`${village ?? township}|${team}`, { township, village, team }]),
  )
  const news = { county: home, kind: 'care.tiers-renewed', subject: fact }
  await leaveInbox(
    tx,
    [...places.values()].map((place) => ({ ...news, ...place, id: uuidv7() })),
  )
}

const chunk = 500
const readAtOnce = 500
// So many who change are gathered and saved village by village: their rows and counters lie together.
const gathered = 20_000

type County = { readonly home: string; readonly given: With; readonly alarms: Gate<AlarmValues> }
type Moved = { readonly id: string; readonly place: string; readonly what: What }

/**
 * Renews these people: read anew under their locks, since a follow-up may have come in between. Answers those whose tier has to
 * be written as well, found only now.
 */
const renewThese = (
  needs: CareNeeds,
  { home, given, alarms }: County,
  people: readonly string[],
  what: What,
): Promise<readonly string[]> =>
  inTransaction(needs.db.bulk, countyScope(home), async (tx) => {
    const rows = await lockRows(tx, home, people, what)
    const all = rows.map((row) => renewOne(row, given))
    const renewed = all.filter((r) => !sameAs(r))
    const changed = renewed.filter((r) => what === 'tier' || sameTier(r))
    const later = renewed.filter((r) => what === 'due' && !sameTier(r)).map((r) => r.row.id)
    if (what === 'tier') await referWhoMust(tx, { home, people: all.map(illOf), now: given.now, alarms })
    if (changed.length === 0) return later
    await saveTiers(
      tx,
      home,
      changed.filter((r) => !sameTier(r)),
    )
    await saveDue(
      tx,
      home,
      changed.filter((r) => !sameDue(r)),
    )
    await leaveBehind(tx, home, changed)
    const { cause } = given
    await writeAudit(tx, null, { action: 'tier.renew', place: home, count: changed.length, detail: { cause } })
    return later
  })

const readAfter = (needs: CareNeeds, home: string, after: string): Promise<Row[]> =>
  inTransaction(needs.db.bulk, countyScope(home), (tx) => rowsAfter(tx, home, { after, limit: readAtOnce }), {
    readOnly: true,
  })

const countyOf = async (needs: CareNeeds, { county, cursor }: Running['work']): Promise<County> => {
  const now = instantOf(needs.now())
  needs.policy.forget()
  const care = await needs.policy.care(county as PlaceCode, dayIn(now, needs.zone)) // a county's code
  const cause = typeof cursor.cause === 'string' ? cursor.cause : 'policy'
  const { alarms, ...values } = changeValues(care)
  return { home: county, given: { values, now, zone: needs.zone, cause }, alarms }
}

const byPlace = (a: Moved, b: Moved): number =>
  a.place === b.place ? (a.id < b.id ? -1 : 1) : a.place < b.place ? -1 : 1

const movedOf = (one: Renewed): Moved => {
  const { id, village, township } = one.row
  return { id, place: village ?? township, what: sameTier(one) && !lacksReferral(one) ? 'due' : 'tier' }
}

const idsOf = (moved: readonly Moved[], what: What): readonly string[] =>
  moved.filter((one) => one.what === what).map((one) => one.id)

type Renewing = { readonly what: What; readonly told: () => Promise<void> }

const renewMoved = async (
  needs: CareNeeds,
  county: County,
  people: readonly string[],
  { what, told }: Renewing,
): Promise<readonly string[]> => {
  const later: string[] = []
  for (let from = 0; from < people.length; from += chunk) {
    later.push(...(await renewThese(needs, county, people.slice(from, from + chunk), what)))
    await told()
  }
  return later
}

/** As long as was reckoned, others have their turn: who waits for a list waits for the same processor. */
const breathe = (began: number): Promise<void> =>
  new Promise((done) => setTimeout(done, 2 * (performance.now() - began)))

/**
 * Renews every tier and due moment of a county: after a policy change, and each night, because ages move. Upgrades apply
 * at once, downgrades wait for a medic, one batch a village with its cause (K1). Everybody is read without a lock and only
 * who changes is locked, 500 at a time: to lock all writes two rows a person, and a night changes a few in a thousand. Goes
 * on after a restart.
 */
const renewCounty =
  (needs: CareNeeds) =>
  async ({ work, step }: Running): Promise<void> => {
    const county = await countyOf(needs, work)
    const { home, given } = county
    let { done } = work
    let moved: Moved[] = []
    let reading = readAfter(needs, home, typeof work.cursor.after === 'string' ? work.cursor.after : first)
    for (;;) {
      const rows = await reading
      const last = rows.at(-1)
      // The next are read while these are reckoned and saved.
      if (last !== undefined) reading = readAfter(needs, home, last.id)
      reading.catch(() => undefined)
      const began = performance.now()
      const changed = rows.map((row) => renewOne(row, given)).filter((one) => !sameAs(one) || lacksReferral(one))
      await breathe(began)
      moved.push(...changed.map(movedOf))
      done += rows.length
      if (moved.length < gathered && last !== undefined) continue
      moved.sort(byPlace)
      const told = (): Promise<void> => step({ done, total: null })
      const later = await renewMoved(needs, county, idsOf(moved, 'due'), { what: 'due', told })
      await renewMoved(needs, county, [...idsOf(moved, 'tier'), ...later], { what: 'tier', told })
      moved = []
      if (last === undefined) return
      await step({ done, total: null, cursor: { cause: given.cause, after: last.id } })
    }
  }

/** The kind of long work under which a county's tiers and due moments are renewed. */
export const renewalKind = 'care.renew-tiers'

export const renewWork = (needs: CareNeeds): WorkKinds => ({ [renewalKind]: renewCounty(needs) })

/** Asks for the renewal of every county with people inside a place; answers the counties. */
export const askRenewal = (needs: Pick<CareNeeds, 'db'>, place: string, cause: 'policy' | 'age'): Promise<string[]> =>
  inTransaction(needs.db.worker, noScope, async (tx) => {
    const counties = await tx.rows(sql<{ place: string }>`
      select place from kernel.counter
      where metric = 'ledger' and bucket = 0 and n > 0 and length(place) = 6
        and (starts_with(place, ${place}) or starts_with(${place}, place))`)
    for (const { place: county } of counties) {
      const subject = uuidv7()
      await askWork(tx, { kind: renewalKind, county, township: '', subject, account: null, cursor: { cause } })
    }
    return counties.map((c) => c.place)
  })
