import {
  type CounterDelta,
  countedOf,
  type DiseaseClass,
  deltasBetween,
  dueOf,
  heldFlags,
  type LivingClass,
  type NextDue,
  type Standing,
  standingAfter,
  sumDeltas,
  type TierOverride,
  type VaccinationClass,
} from '@lianfang/domain/care'
import type { DueValues, PersonKind, Tier, TierValues } from '@lianfang/domain/policy'
import { type Day, dayIn, type Instant, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { writeAudit } from '../../../kernel/audit/index.js'
import { countyScope, inTransaction, noScope, type Tx } from '../../../kernel/db/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { leaveDeltas, leaveInbox } from '../../../kernel/settle/index.js'
import { askWork, type Running, type WorkKinds } from '../../../kernel/work/index.js'
import type { CareNeeds } from '../needs.js'
import { type LifeRow, lifeColumns, lifeOfRow } from '../people/life-row.js'
import { goneRank, rankOf } from '../people/record.js'

type Row = LifeRow & {
  readonly id: string
  readonly township: string
  readonly village: string | null
  readonly team: string | null
  readonly birth_day: Day | null
  readonly birth_year: number | null
  readonly disease_class: DiseaseClass
  readonly vaccination_class: VaccinationClass
  readonly tier: Tier
  readonly waiting_tier: Tier | null
  readonly provisional: readonly string[]
  readonly score: number
  readonly tier_since: Instant
  readonly duty_since: Instant
  readonly taken_in_at: Instant
  readonly living: LivingClass
  readonly kinds: readonly PersonKind[]
  readonly living_since: Instant | null
  readonly override: TierOverride | null
  readonly episode_since: Instant | null
  readonly two_way_at: readonly Instant[]
  readonly attempts_at: readonly Instant[]
  readonly due_at: Instant | null
  readonly rule_id: string
  readonly mode: NextDue['mode']
  readonly rank: number
}

export type Renewed = { readonly row: Row; readonly standing: Standing; readonly due: NextDue }

const stored = sql`
  select p.id, p.township, p.village, p.team, p.birth_day, p.birth_year, p.disease_class, p.vaccination_class, p.tier,
    p.waiting_tier, p.provisional, p.score, p.tier_since, p.duty_since, p.taken_in_at, p.living, p.kinds,
    p.living_since, p.override, p.episode_since, ${lifeColumns},
    d.two_way_at, d.attempts_at, d.due_at, d.rule_id, d.mode, d.rank
  from care.person p join care.due d on d.home = p.home and d.person = p.id`

/**
 * A chunk of a county's people with what their tier and due moment follow from. Both sides are told where to begin: with one
 * alone, the other was read from the county's first person for every chunk.
 */
export const rowsAfter = (
  tx: Tx,
  home: string,
  at: { readonly after: string; readonly limit: number },
): Promise<Row[]> =>
  tx.rows(sql<Row>`${stored}
    where p.home = ${home} and p.id > ${at.after}::uuid and d.person > ${at.after}::uuid
      and d.rank <> ${goneRank} order by p.id limit ${at.limit}`)

const lockRows = (tx: Tx, home: string, people: readonly string[]): Promise<Row[]> =>
  tx.rows(sql<Row>`${stored}
    where p.home = ${home} and p.id = any(${people}::uuid[]) and d.rank <> ${goneRank} order by p.id for update of p, d`)

const sameTier = ({ row, standing }: Renewed): boolean =>
  row.tier === standing.tier && row.waiting_tier === standing.waiting && row.score === standing.assessment.score

const newRank = ({ row, standing }: Pick<Renewed, 'row' | 'standing'>): number =>
  rankOf({
    tier: standing.tier,
    contact: row.two_way_at.length === 0 ? 'never' : 'reached',
    life: lifeOfRow(row),
    daily: row.episode_since !== null,
  })

const sameDue = ({ row, standing, due }: Renewed): boolean =>
  row.rank === newRank({ row, standing }) &&
  row.due_at === due.dueAt &&
  row.rule_id === due.ruleId &&
  row.mode === due.mode

const sameAs = (one: Renewed): boolean => sameTier(one) && sameDue(one)

type Values = { readonly tier: TierValues; readonly due: DueValues }
type With = { readonly values: Values; readonly now: Instant; readonly zone: string; readonly cause: string }

/** A person's standing and due moment as the given values have them; pure. */
export const renewOne = (row: Row, { values, now, zone, cause }: With): Renewed => {
  const standing = standingAfter({
    basis: {
      birth: { day: row.birth_day, year: row.birth_year },
      disease: row.disease_class,
      vaccination: row.vaccination_class,
    },
    current: { tier: row.tier, tierSince: row.tier_since, dutySince: row.duty_since, override: row.override },
    values: values.tier,
    now,
    zone,
    cause,
  })
  const state = { twoWayAt: row.two_way_at, attemptsAt: row.attempts_at }
  const flags = heldFlags(row, { since: row.living_since ?? row.taken_in_at, episodeSince: row.episode_since })
  const due = dueOf({
    standing,
    takenInAt: row.taken_in_at,
    flags,
    life: lifeOfRow(row),
    state,
    values: values.due,
    zone,
  })
  return { row, standing, due }
}

const date = (at: Instant | null): Date | null => (at === null ? null : new Date(at))

const saveTiers = async (tx: Tx, home: string, list: readonly Renewed[]): Promise<void> => {
  if (list.length === 0) return
  const col = <T>(pick: (r: Renewed) => T): T[] => list.map(pick)
  await tx.run(sql`
    update care.person p set tier = n.tier, rule_tier = n.rule_tier, score = n.score, score_tier = n.score_tier,
      age_band = n.age_band, decided_by = n.decided_by, waiting_tier = n.waiting, waiting_cause = n.waiting_cause,
      tier_since = n.tier_since, duty_since = n.duty_since
    from unnest(${col((r) => r.row.id)}::uuid[], ${col((r) => r.standing.tier)}::text[],
      ${col((r) => r.standing.assessment.ruleTier)}::text[], ${col((r) => r.standing.assessment.score)}::smallint[],
      ${col((r) => r.standing.assessment.scoreTier)}::text[], ${col((r) => r.standing.assessment.ageBand)}::text[],
      ${col((r) => r.standing.assessment.decidedBy)}::text[], ${col((r) => r.standing.waiting)}::text[],
      ${col((r) => r.standing.waitingCause)}::text[], ${col((r) => date(r.standing.tierSince))}::timestamptz[],
      ${col((r) => date(r.standing.dutySince))}::timestamptz[])
      as n (id, tier, rule_tier, score, score_tier, age_band, decided_by, waiting, waiting_cause, tier_since, duty_since)
    where p.home = ${home} and p.id = n.id`)
  const moved = list.filter((r) => r.standing.change !== null)
  if (moved.length === 0) return
  await tx.run(sql`
    insert into care.tier_change (home, id, person, at, from_tier, to_tier, cause)
    select ${home}, * from unnest(${moved.map(() => uuidv7())}::uuid[], ${moved.map((r) => r.row.id)}::uuid[],
      ${moved.map((r) => date(r.standing.tierSince))}::timestamptz[], ${moved.map((r) => r.row.tier)}::text[],
      ${moved.map((r) => r.standing.tier)}::text[], ${moved.map((r) => r.standing.change?.cause ?? '')}::text[])`)
}

const saveDue = async (tx: Tx, home: string, list: readonly Renewed[]): Promise<void> => {
  if (list.length === 0) return
  const col = <T>(pick: (r: Renewed) => T): T[] => list.map(pick)
  await tx.run(sql`
    update care.due d set rank = n.rank, due_at = n.due_at, reason = n.reason, mode = n.mode, rule_id = n.rule
    from unnest(${col((r) => r.row.id)}::uuid[],
      ${col(newRank)}::smallint[],
      ${col((r) => date(r.due.dueAt))}::timestamptz[], ${col((r) => r.due.reason)}::text[], ${col((r) => r.due.mode)}::text[],
      ${col((r) => r.due.ruleId)}::text[]) as n (person, rank, due_at, reason, mode, rule)
    where d.home = ${home} and d.person = n.person`)
}

const deltasOf = ({ row, standing, due }: Renewed): readonly CounterDelta[] => {
  const place = { township: row.township, village: row.village, team: row.team }
  const reached = row.two_way_at.length > 0
  const was = { tier: row.tier, waiting: row.waiting_tier, provisional: row.provisional.length > 0 }
  const is = { ...standing, provisional: was.provisional }
  const before = countedOf({ place, standing: was, reached, dueAt: row.due_at })
  return deltasBetween(before, countedOf({ place, standing: is, reached, dueAt: due.dueAt }))
}

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
const readAtOnce = 2_000
// So many who change are gathered and saved village by village: their rows and counters lie together.
const gathered = 20_000
export const first = '00000000-0000-0000-0000-000000000000'

type County = { readonly home: string; readonly given: With }
type Moved = { readonly id: string; readonly place: string }

/** Renews these people: read anew under their locks, since a follow-up may have come in between. */
const renewThese = (needs: CareNeeds, { home, given }: County, people: readonly string[]): Promise<void> =>
  inTransaction(needs.db.worker, countyScope(home), async (tx) => {
    const rows = await lockRows(tx, home, people)
    const changed = rows.map((row) => renewOne(row, given)).filter((r) => !sameAs(r))
    if (changed.length === 0) return
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
  })

const readAfter = (needs: CareNeeds, home: string, after: string): Promise<Row[]> =>
  inTransaction(needs.db.worker, countyScope(home), (tx) => rowsAfter(tx, home, { after, limit: readAtOnce }), {
    readOnly: true,
  })

const givenOf = async (needs: CareNeeds, { county, cursor }: Running['work']): Promise<With> => {
  const now = instantOf(needs.now())
  needs.policy.forget()
  const care = await needs.policy.care(county as PlaceCode, dayIn(now, needs.zone)) // a county's code
  const cause = typeof cursor.cause === 'string' ? cursor.cause : 'policy'
  return { values: { tier: openGate(care.tier), due: openGate(care.due) }, now, zone: needs.zone, cause }
}

const byPlace = (a: Moved, b: Moved): number =>
  a.place === b.place ? (a.id < b.id ? -1 : 1) : a.place < b.place ? -1 : 1

/**
 * Renews every tier and due moment of a county: after a policy change, and each night, because ages move. Upgrades apply
 * at once, downgrades wait for a medic, one batch a village with its cause (K1). Everybody is read without a lock and only
 * who changes is locked, 500 at a time: to lock all writes two rows a person, and a night changes a few in a thousand. Goes
 * on after a restart.
 */
const renewCounty =
  (needs: CareNeeds) =>
  async ({ work, step }: Running): Promise<void> => {
    const county: County = { home: work.county, given: await givenOf(needs, work) }
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
      const changed = rows.filter((row) => !sameAs(renewOne(row, given)))
      moved.push(...changed.map(({ id, village, township }) => ({ id, place: village ?? township })))
      done += rows.length
      if (moved.length < gathered && last !== undefined) continue
      const people = moved.sort(byPlace).map((one) => one.id)
      for (let from = 0; from < people.length; from += chunk) {
        await renewThese(needs, county, people.slice(from, from + chunk))
        await step({ done, total: null })
      }
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
