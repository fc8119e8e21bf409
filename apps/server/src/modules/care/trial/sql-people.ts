import {
  type DiseaseClass,
  type FollowupFact,
  kindFlags,
  type LifeFact,
  type Lodging,
  type VaccinationClass,
} from '@lianfang/domain/care'
import type { DangerSign, PersonKind, Tier } from '@lianfang/domain/policy'
import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { ReadingRow } from '../alarms/reading-row.js'
import type { SinceRow } from '../people/since-row.js'

export type Chunk = { readonly home: string; readonly after: string; readonly limit: number }

/**
 * One snapshot for the statements of a chunk, so that a person's row and history agree. Short ones: a whole county under one
 * snapshot would hold up the cleaning of the rows that everybody else is writing.
 */
export const oneSnapshot = (tx: Tx) => tx.client.query('set transaction isolation level repeatable read')

export type PackedRow = {
  readonly township: string
  readonly people: number
  /** Records of those who may owe something, one behind the other (`unpack.ts`). */
  readonly packed: Buffer | null
  readonly last: string
}

type Asking = {
  readonly from: Date
  readonly until: Date
  /** How many talks back the rules look at most. */
  readonly back: number
  /** Whether tiers are tried: then everybody is sent, and what the tier follows from. */
  readonly tiers: 'tried' | 'asTheyAre'
}

/** Codes of the classes in a packed record, by their place. */
export const diseaseCodes: readonly DiseaseClass[] = ['none', 'stable', 'unstable', 'stabilityUnknown', 'unknown']
export const vaccinationCodes: readonly VaccinationClass[] = ['none', 'partial', 'full', 'unknown']
export const tierCodes: readonly Tier[] = ['red', 'yellow', 'green']

const codeOf = (column: string, codes: readonly string[]) =>
  sql`array_position(${[...codes]}::text[], ${sql.raw(column)}) - 1`

// Sent in the database's own binary form and cut up here: rows of texts cost 19 microseconds a person to read (a date alone
// takes one), and a million people have thirty seconds.
const basis = sql`int4send(coalesce(p.birth_day - date '1970-01-01', -2147483648)) || int4send(coalesce(p.birth_year, 0))
  || int4send(${codeOf('p.disease_class', diseaseCodes)} + 8 * (${codeOf('p.vaccination_class', vaccinationCodes)})
    + case when p.override is null then 0 else 64 + 128 * (${codeOf(`p.override ->> 'tier'`, tierCodes)})
      + 512 * (${codeOf(`p.override ->> 'assessedTierAtOverride'`, tierCodes)}) end)`

/** The kinds with a longest gap of their own are the bits from here on, in the order of `kindFlags`. */
export const FIRST_KIND_BIT = 64

const kindBits = sql.join(
  kindFlags.map((kind, n) => sql`case when ${kind} = any(p.kinds) then ${FIRST_KIND_BIT * 2 ** n}::int else 0 end`),
  sql` + `,
)

const kindMoments = sql.join(
  kindFlags.map(
    (kind) => sql`timestamptz_send(coalesce(to_timestamp((p.kinds_since ->> ${kind})::float8 / 1000), p.taken_in_at))`,
  ),
  sql` || `,
)

/**
 * A chunk of a county's people, packed by township. `plain` (bit 4) are those in whose weeks nothing happened but talks; of
 * everybody else tiers, life and illness are read besides. Where `care.due` keeps too few talks for four weeks (bit 32 is
 * missing), the facts are. Green people who owe nothing are counted only.
 */
export const packedPeople = (tx: Tx, { home, after, limit }: Chunk, { from, until, back, tiers }: Asking) =>
  tx.rows(sql<PackedRow>`
    with chunk as materialized (
      select p.id, p.township, p.tier, p.taken_in_at, p.tier_since, p.duty_since, p.living_since, p.kinds_since, p.birth_day, p.birth_year,
        p.disease_class, p.vaccination_class, p.override, d.two_way_at,
        p.life in ('dead', 'left') and p.life_since <= ${from} as gone,
        p.living = 'alone' or 'livingAlone' = any(p.kinds) as alone,
        p.living = 'onlyWithDisabledChildren' or 'onlyWithDisabledChildren' = any(p.kinds) as only_with,
        ${kindBits} as kind_bits,
        p.life = 'here' and p.life_since is null and p.resumed_at is null
          and (p.tier_since <= ${from} or p.tier_since = p.taken_in_at)
          and p.id not in (select e.person from care.episode e where e.home = ${home} and e.known_at < ${until}
            and (e.ended_at is null or e.ended_at > ${from})) as plain,
        cardinality(d.two_way_at) < 14 or d.two_way_at[15 - ${back}::int] < ${from} as talks_known
      from care.person p join care.due d on d.home = p.home and d.person = p.id
      where p.home = ${home} and p.id > ${after}::uuid and d.person > ${after}::uuid order by p.id limit ${limit})
    select p.township, count(*) filter (where not p.gone)::int as people, (array_agg(p.id order by p.id desc))[1] as last,
      string_agg(
        int4send(${codeOf('p.tier', tierCodes)} + case when p.plain then 4 else 0 end + case when p.alone then 8 else 0 end
          + case when p.only_with then 16 else 0 end + case when p.talks_known then 32 else 0 end + p.kind_bits)
        || uuid_send(p.id) || timestamptz_send(p.taken_in_at) || timestamptz_send(p.tier_since)
        || timestamptz_send(p.duty_since) || timestamptz_send(coalesce(p.living_since, p.taken_in_at))
        || ${tiers === 'tried' ? basis : sql`''::bytea`}
        || case when p.kind_bits = 0 then ''::bytea else ${kindMoments} end || array_send(p.two_way_at), ''::bytea)
        filter (where not p.gone
          and (${tiers === 'tried'} or p.tier <> 'green' or not p.plain or p.alone or p.only_with or p.kind_bits > 0)) as packed
    from chunk p group by p.township`)

type ByPerson<T> = T & { readonly person: string }
export type HistoryRows = {
  readonly people: readonly (Lodging & SinceRow & { readonly id: string })[]
  readonly tiers: readonly ByPerson<{ at: Instant; from: Tier | null; to: Tier }>[]
  readonly facts: readonly ByPerson<FollowupFact>[]
  readonly life: readonly ByPerson<LifeFact>[]
  readonly episodes: readonly ByPerson<{ since: Instant; until: Instant | null }>[]
}

type FactRow = ByPerson<Omit<FollowupFact, 'corrects'>> & { readonly corrects: string | null }
type LifeRow = {
  readonly id: string
  readonly person: string
  readonly kind: LifeFact['kind']
  readonly at: Instant
  readonly by: string
  readonly takes_back: string | null
}

/** What is on record of some people and bears on what is owed: five short statements for all; facts only of the talkative. */
export const histories = async (
  tx: Tx,
  {
    home,
    ids,
    talkative,
  }: { readonly home: string; readonly ids: readonly string[]; readonly talkative: readonly string[] },
): Promise<HistoryRows> => {
  const whose = sql`home = ${home} and person = any(${ids}::uuid[])`
  const people = await tx.rows(sql<HistoryRows['people'][number]>`
    select id, taken_in_at, living, kinds, living_since, kinds_since from care.person
    where home = ${home} and id = any(${ids}::uuid[])`)
  const tiers = await tx.rows(sql<HistoryRows['tiers'][number]>`
    select person, at, from_tier as from, to_tier as to from care.tier_change where ${whose} order by at`)
  const facts = await tx.rows(sql<FactRow>`
    select person, id, at, channel, outcome, corrects from care.followup
    where home = ${home} and person = any(${talkative}::uuid[])`)
  const life = await tx.rows(sql<LifeRow>`
    select person, id, kind, at, account as by, takes_back from care.life_event where ${whose}`)
  const episodes = await tx.rows(sql<HistoryRows['episodes'][number]>`
    select person, known_at as since, ended_at as until from care.episode where ${whose}`)
  return {
    people,
    tiers,
    facts: facts.map(({ corrects, ...fact }) => (corrects === null ? fact : { ...fact, corrects })),
    life: life.map(({ kind, takes_back, ...fact }) =>
      kind === 'takenBack' ? { ...fact, kind, takesBack: takes_back ?? '' } : { ...fact, kind },
    ),
    episodes,
  }
}

export type ReadingFact = Pick<ReadingRow, 'birth_day' | 'birth_year' | 'baseline'> & {
  readonly person: string
  readonly id: string
  readonly corrects: string | null
  readonly outcome: 'reached' | 'unanswered' | 'withdrawn'
  readonly township: string
  readonly kinds: readonly PersonKind[]
  readonly at: Instant
  readonly spo2: number | null
  readonly temperature: number | null
  readonly breaths: number | null
  readonly on_oxygen: boolean | null
  readonly signs: readonly DangerSign[]
}

/** The mildest values that could alarm under either of two policies. */
export type Mildest = {
  readonly spo2: number
  readonly fall: number
  readonly overC: number
  readonly breaths: number
}

export type IdSpan = { readonly home: string; readonly after: string; readonly last: string }

/** Where a chunk of people ends, and how many of them there are. */
export const chunkEnd = (tx: Tx, { home, after, limit }: Chunk, from: Date) =>
  tx.row(sql<{ last: string | null; places: { township: string; people: number }[] }>`
    with chunk as materialized (
      select id, township, life in ('dead', 'left') and life_since <= ${from} as gone from care.person
      where home = ${home} and id > ${after}::uuid order by id limit ${limit})
    select (select id from chunk order by id desc limit 1) as last,
      coalesce((select jsonb_agg(jsonb_build_object('township', c.township, 'people', c.n))
        from (select township, count(*) as n from chunk where not gone group by township) c), '[]') as places`)

/**
 * The readings of those in a chunk who might have alarmed, all of theirs: nearly everybody's are well inside every limit, and
 * whose are, is decided where they lie. In one pass over the persons: joined with a list of them, every reading was compared
 * with every person, and 20,000 people took half a minute.
 */
export const readingsOf = (tx: Tx, { home, after, last }: IdSpan, within: { from: Date; until: Date }, m: Mildest) =>
  tx.rows(sql<ReadingFact>`
    with r as (
      select person, id, corrects, outcome, at, spo2_percent as spo2, temperature_c as temperature, breaths, on_oxygen,
        case when symptoms = 'worse' then array_append(signs, 'diseaseWorse') else signs end as signs
      from care.followup where home = ${home} and person > ${after}::uuid and person <= ${last}::uuid
        and at >= ${within.from} and at < ${within.until}
        and (corrects is not null or num_nonnulls(spo2_percent, temperature_c, breaths) > 0 or signs <> '{}' or symptoms = 'worse')
      union all
      select person, id, null, 'reached', at, spo2_percent, temperature_c, breaths, null,
        case when symptoms = 'worse' then array_append(signs, 'diseaseWorse') else signs end
      from care.home_reading where home = ${home} and person > ${after}::uuid and person <= ${last}::uuid
        and at >= ${within.from} and at < ${within.until}),
    fell as (
      select r.*, lag(spo2) over (partition by person, spo2 is null order by at, id) - spo2 >= ${m.fall} as fell from r),
    looked as (
      select r.*, bool_or(coalesce(fell, false) or corrects is not null or coalesce(spo2 <= ${m.spo2}, false)
          or coalesce(temperature > ${m.overC}, false) or coalesce(breaths >= ${m.breaths}, false) or signs <> '{}')
        over (partition by person) as perhaps
      from fell r)
    select r.person, r.id, r.corrects, r.outcome, r.at, r.spo2, r.temperature, r.breaths, r.on_oxygen, r.signs,
      p.township, p.kinds, p.birth_day, p.birth_year, p.baseline
    from looked r join care.person p on p.home = ${home} and p.id = r.person
    where r.perhaps
    order by r.person, r.at, r.id`)
