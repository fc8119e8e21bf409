import {
  ageToday,
  assessTier,
  changeRank,
  firstDayOf,
  followupsLate,
  followupsOwed,
  lodgingFlags,
  stretchesOf,
  type TierAssessment,
  type TrialDue,
  type TrialPart,
  type TrialPerson,
  type TrialSpan,
  talksOf,
  tiersTried,
  trialDue,
  underTier,
} from '@lianfang/domain/care'
import type { AlarmValues, DueValues, Tier, TierValues } from '@lianfang/domain/policy'
import { type Day, dayIn, type Instant, instantOf } from '@lianfang/domain/shared'
import { countyScope, inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { CareNeeds } from '../needs.js'
import { sinceOfRow } from '../people/since-row.js'
import type { ChangedPerson } from './sql.js'
import { type HistoryRows, histories, oneSnapshot, packedPeople } from './sql-people.js'
import type { Counting, Townships } from './tally.js'
import { type PackedBasis, type PackedPerson, unpack } from './unpack.js'

/** Both policies of a county, as far as the value moves something. */
export type Both<V> = { readonly old: V; readonly new: V }
export type Tried = {
  readonly moves: readonly TrialPart[]
  readonly due: Both<DueValues>
  readonly tier: Both<TierValues>
  readonly alarms: Both<AlarmValues>
  readonly span: TrialSpan
  readonly zone: string
}

type Assessed = Both<TierAssessment>
type Person = { readonly weeks: TrialPerson; readonly tier: Tier; readonly basis: PackedBasis | null }

type Rules = {
  readonly span: TrialSpan
  readonly old: TrialDue
  readonly new: TrialDue
  /** Whether the two values of the due engine are one. */
  readonly sameDue: boolean
  readonly tiersOf: (person: { readonly tier: Tier; readonly basis: PackedBasis | null }) => Both<Tier>
}

/** The tiers of a person by both values. Hundreds of thousands share some hundred ages and classes: each is assessed once. */
const makeTiersOf = ({ tier: values, span, zone }: Tried): Rules['tiersOf'] => {
  const today: Day = dayIn(span.until, zone)
  const ages = new Map<string, number | null>()
  const known = new Map<string, Assessed>()
  const ageOf = ({ birth }: PackedBasis): number | null => {
    const born = birth.day ?? String(birth.year)
    const found = ages.get(born)
    if (found !== undefined) return found
    const age = ageToday(birth, today)
    ages.set(born, age)
    return age
  }
  const assessed = (basis: PackedBasis): Assessed => {
    const { disease, vaccination } = basis
    const ageYears = ageOf(basis)
    const key = `${ageYears} ${disease} ${vaccination}`
    const found = known.get(key)
    if (found !== undefined) return found
    const facts = { ageYears, disease, vaccination }
    const both = { old: assessTier(facts, values.old), new: assessTier(facts, values.new) }
    known.set(key, both)
    return both
  }
  return ({ tier, basis }) => {
    if (basis === null) return { old: tier, new: tier }
    const both = assessed(basis)
    if (both.old.tier === both.new.tier) return { old: tier, new: tier }
    return tiersTried({ current: tier, override: basis.override, today, ...both })
  }
}

const rulesOf = (tried: Tried): Rules => {
  const old = trialDue(tried.due.old)
  const then = trialDue(tried.due.new)
  return {
    span: tried.span,
    old,
    new: then,
    sameDue: JSON.stringify(old) === JSON.stringify(then),
    tiersOf: makeTiersOf(tried),
  }
}

const owe = (side: Counting['old'], tier: Tier, counted: { readonly owed: number; readonly late: number }): void => {
  if (tier === 'red') side.owedRed += counted.owed
  else if (tier === 'yellow') side.owedYellow += counted.owed
  else side.owedOther += counted.owed
  side.late += counted.late
}

const weigh = (weeks: TrialPerson, span: TrialSpan, values: TrialDue) => ({
  owed: followupsOwed(weeks, span, values),
  late: followupsLate(weeks, span, values),
})

type FirstDay = { readonly weeks: TrialPerson; readonly tier: Tier; readonly next: Tier }

const countFirstDay = ({ weeks, tier, next }: FirstDay, { span, old, new: tried }: Rules, tally: Counting): void => {
  const by = {
    old: firstDayOf(weeks, span, { values: old, tier }),
    new: firstDayOf(weeks, span, { values: tried, tier: next }),
  }
  if (by.old.due) tally.firstDay += 1
  // Who would be due later today anyway is overdue this minute by the new value: a team meets them at once.
  if (by.new.late && !by.old.late) tally.lateAtOnce += 1
  else if (by.new.due && !by.old.due) tally.dueInDay += 1
}

/** Adds one person to a tally; answers the change of tier, if there is one. */
const countOne = ({ weeks, tier, basis }: Person, rules: Rules, tally: Counting): Both<Tier> | null => {
  const { span } = rules
  const tiers = rules.tiersOf({ tier, basis })
  const moved = tiers.old !== tiers.new
  const was = weigh(weeks, span, rules.old)
  owe(tally.old, tier, was)
  const then = moved ? { ...weeks, stretches: underTier(weeks.stretches, tiers.new, span) } : weeks
  owe(tally.new, moved ? tiers.new : tier, moved || !rules.sameDue ? weigh(then, span, rules.new) : was)
  countFirstDay({ weeks, next: moved ? tiers.new : tier, tier }, rules, tally)
  if (!moved) return null
  if (changeRank(tiers.old, tiers.new) < 2) tally.up += 1
  else tally.down += 1
  return tiers
}

const byPerson = <T extends { readonly person: string }>(rows: readonly T[]): ReadonlyMap<string, T[]> => {
  const map = new Map<string, T[]>()
  for (const row of rows) {
    const list = map.get(row.person)
    if (list === undefined) map.set(row.person, [row])
    else list.push(row)
  }
  return map
}

type Read = { readonly rows: HistoryRows; readonly talks: ReadonlyMap<string, readonly Instant[] | null> }

/** The weeks of those whose history was read, cut where something changed. */
const weeksOf = ({ rows, talks }: Read, span: TrialSpan, zone: string): ReadonlyMap<string, TrialPerson> => {
  const [tiers, facts, life] = [byPerson(rows.tiers), byPerson(rows.facts), byPerson(rows.life)]
  const ill = byPerson(rows.episodes)
  return new Map(
    rows.people.map((row) => {
      const changes = {
        takenInAt: row.taken_in_at,
        tiers: tiers.get(row.id) ?? [],
        life: life.get(row.id) ?? [],
        flags: [
          ...lodgingFlags(row, sinceOfRow(row)).map((held) => ({ ...held, until: null })),
          ...(ill.get(row.id) ?? []).map((one) => ({ flag: 'episode' as const, since: one.since, until: one.until })),
        ],
        zone,
      }
      const twoWayAt = talks.get(row.id) ?? talksOf(facts.get(row.id) ?? [])
      return [row.id, { takenInAt: row.taken_in_at, stretches: stretchesOf(changes, span), twoWayAt }] as const
    }),
  )
}

type Placed = { readonly township: string; readonly packed: PackedPerson }
type Chunked = { readonly tx: Tx; readonly home: string; readonly tried: Tried; readonly rules: Rules }

const readSlow = async ({ tx, home, tried }: Chunked, list: readonly Placed[]) => {
  if (list.length === 0) return new Map<string, TrialPerson>()
  const talks = new Map(list.map(({ packed }) => [packed.id(), packed.talks]))
  const ids = [...talks.keys()]
  const rows = await histories(tx, { home, ids, talkative: ids.filter((id) => talks.get(id) === null) })
  return weeksOf({ rows, talks }, tried.span, tried.zone)
}

export type Counted = {
  readonly last: string | null
  readonly people: number
  readonly changed: readonly ChangedPerson[]
}

const countChunk = async (chunked: Chunked, at: { after: string; limit: number }, places: Townships) => {
  const { tx, home, tried, rules } = chunked
  const { span } = tried
  const tiers = tried.moves.includes('tiers') ? 'tried' : 'asTheyAre'
  const asking = { from: new Date(span.from), until: new Date(span.until), back: backOf(tried), tiers } as const
  await oneSnapshot(tx)
  const rows = await packedPeople(tx, { home, ...at }, asking)
  const changed: ChangedPerson[] = []
  const slow: Placed[] = []
  const count = (township: string, packed: PackedPerson, weeks: TrialPerson): void => {
    const moved = countOne({ weeks, tier: packed.tier, basis: packed.basis }, rules, places.of(township))
    if (moved !== null) {
      const rank = changeRank(moved.old, moved.new)
      changed.push({ person: packed.id(), rank, from: moved.old, to: moved.new })
    }
  }
  for (const row of rows) {
    places.of(row.township).people += row.people
    for (const packed of unpack(row.packed ?? Buffer.alloc(0), { from: instantOf(span.from), tiers })) {
      if (packed.person === null) slow.push({ township: row.township, packed })
      else count(row.township, packed, packed.person)
    }
  }
  const weeks = await readSlow(chunked, slow)
  for (const { township, packed } of slow) {
    const read = weeks.get(packed.id())
    if (read !== undefined) count(township, packed, read)
  }
  const last = rows.reduce<string | null>((most, row) => (most === null || row.last > most ? row.last : most), null)
  return { last, people: rows.reduce((sum, row) => sum + row.people, 0), changed }
}

/** The most talks back that a rule of either value looks. */
const backOf = ({ due }: Tried): number =>
  Math.min(14, Math.max(...[due.old, due.new].flatMap(({ byTier }) => [byTier.red.perWindow, byTier.yellow.perWindow])))

// Small enough that nobody who asks meanwhile waits for a chunk to be counted (20 ms), large enough that the way to the
// database is not what takes the time.
const chunk = 2_000
export const firstId = '00000000-0000-0000-0000-000000000000'

/** Follow-ups and tiers of a county, chunk by chunk, each chunk in a short transaction of its own that reads only. */
export async function* countPeople(
  needs: CareNeeds,
  { home, tried, places }: { readonly home: string; readonly tried: Tried; readonly places: Townships },
): AsyncGenerator<Counted> {
  const rules = rulesOf(tried)
  for (let after = firstId; ; ) {
    const from = after
    const counted = await inTransaction(
      needs.db.bulk,
      countyScope(home),
      (tx) => countChunk({ tx, home, tried, rules }, { after: from, limit: chunk }, places),
      { readOnly: true },
    )
    if (counted.last === null) return
    yield counted
    after = counted.last
  }
}
