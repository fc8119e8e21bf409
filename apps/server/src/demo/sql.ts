import { sql } from 'kysely'
import type { Tx } from '../kernel/db/index.js'
import { birthColumns, idNumberState, liftedOf, rankOf } from './care.js'
import { diceOf, idAt } from './dice.js'
import type { DemoPerson } from './invent.js'

// Instants travel as numbers: writing out a date costs more than the row that holds it.
const ms = (list: readonly (number | null)[]) => sql`${list}::float8[]`
const instant = (column: string) => sql`to_timestamp(${sql.ref(column)} / 1000)`
const listed = (instants: readonly number[]): string => `{${instants.map((t) => new Date(t).toISOString()).join(',')}}`

export type County = { readonly home: string; readonly people: readonly DemoPerson[] }

const picking =
  (people: readonly DemoPerson[]) =>
  <T>(pick: (person: DemoPerson) => T): T[] =>
    people.map(pick)

export const insertPersons = (tx: Tx, { home, people }: County): Promise<number> => {
  const col = picking(people)
  return tx.run(sql`
    insert into care.person (home, id, township, village, team, sex, birth_day, birth_year, id_number_state, living,
      disease_class, vaccination_class, kinds, tier, rule_tier, score, score_tier, age_band, decided_by, provisional,
      waiting_tier, waiting_cause, tier_since, duty_since, taken_in_at, trial, episode_since, symptoms_at, household)
    select ${home}, id, township, village, team, sex, birth_day, birth_year, id_state, living, disease, vaccination,
      coalesce(string_to_array(nullif(kinds, ''), ','), '{}'), tier, rule_tier, score, score_tier, age_band, decided_by,
      coalesce(string_to_array(nullif(provisional, ''), ','), '{}'), waiting, waiting_cause, ${instant('tier_since')},
      ${instant('duty_since')}, ${instant('taken')}, false, ${instant('ill')}, ${instant('ill')}, household
    from unnest(${col((p) => p.id)}::uuid[], ${col((p) => p.fields.township)}::text[], ${col((p) => p.fields.village)}::text[],
      ${col((p) => p.team)}::uuid[], ${col((p) => p.fields.sex)}::text[], ${col((p) => birthColumns(p.fields.birth).day)}::date[],
      ${col((p) => birthColumns(p.fields.birth).year)}::int[], ${col((p) => idNumberState(p.fields))}::text[],
      ${col((p) => p.fields.living)}::text[], ${col((p) => p.fields.disease.class)}::text[],
      ${col((p) => p.fields.vaccination.class)}::text[], ${col((p) => p.fields.kinds.join(','))}::text[],
      ${col((p) => p.standing.tier)}::text[], ${col((p) => p.standing.assessment.ruleTier)}::text[],
      ${col((p) => p.standing.assessment.score)}::smallint[], ${col((p) => p.standing.assessment.scoreTier)}::text[],
      ${col((p) => p.standing.assessment.ageBand)}::text[], ${col((p) => p.standing.assessment.decidedBy)}::text[],
      ${col((p) => p.standing.assessment.provisional.join(','))}::text[], ${col((p) => p.standing.waiting)}::text[],
      ${col((p) => p.standing.waitingCause)}::text[], ${ms(col((p) => p.standing.tierSince))},
      ${ms(col((p) => p.standing.dutySince))}, ${ms(col((p) => p.takenInAt))},
      ${ms(col((p) => p.episode?.since ?? null))}, ${col((p) => p.household)}::uuid[])
    as n (id, township, village, team, sex, birth_day, birth_year, id_state, living, disease, vaccination, kinds, tier,
      rule_tier, score, score_tier, age_band, decided_by, provisional, waiting, waiting_cause, tier_since, duty_since,
      taken, ill, household)`)
}

export const insertDue = (tx: Tx, { home, people }: County): Promise<number> => {
  const col = picking(people)
  return tx.run(sql`
    insert into care.due (home, person, township, village, team, rank, lifted, due_at, reason, mode, rule_id, two_way_at,
      attempts_at, version, last_spo2, last_spo2_at, fever_since)
    select ${home}, person, township, village, team, rank, lifted, ${instant('due_at')}, reason, mode, rule_id,
      two_way::timestamptz[], attempts::timestamptz[], version, spo2, ${instant('spo2_at')}, ${instant('fever')}
    from unnest(${col((p) => p.id)}::uuid[], ${col((p) => p.fields.township)}::text[],
      ${col((p) => p.fields.village)}::text[], ${col((p) => p.team)}::uuid[],
      ${col((p) => rankOf({ tier: p.standing.tier, contact: p.state.twoWayAt.length === 0 ? 'never' : 'reached', daily: p.episode !== null }))}::smallint[],
      ${col((p) => liftedOf({ tier: p.standing.tier, daily: p.episode !== null }))}::text[],
      ${ms(col((p) => p.due.dueAt))}, ${col((p) => p.due.reason)}::text[], ${col((p) => p.due.mode)}::text[],
      ${col((p) => p.due.ruleId)}::text[], ${col((p) => listed(p.state.twoWayAt))}::text[],
      ${col((p) => listed(p.state.attemptsAt))}::text[], ${col((p) => p.facts.length)}::int[],
      ${col((p) => p.readings.lastSpo2Percent)}::smallint[], ${ms(col((p) => p.readings.lastSpo2At))},
      ${ms(col((p) => p.readings.feverSince))})
    as n (person, township, village, team, rank, lifted, due_at, reason, mode, rule_id, two_way, attempts, version, spo2, spo2_at, fever)`)
}

export const insertSealed = async (tx: Tx, { home, people }: County): Promise<void> => {
  const col = picking(people)
  await tx.run(sql`
    insert into care.person_key (home, person, key_id, wrapped)
    select ${home}, * from unnest(${col((p) => p.id)}::uuid[], ${col((p) => p.key.keyId)}::text[],
      ${col((p) => p.key.wrapped)}::bytea[])`)
  const secrets = people.flatMap((p) => p.secrets.map((s) => ({ ...s, person: p.id })))
  await tx.run(sql`
    insert into care.person_secret (home, person, field, sealed)
    select ${home}, * from unnest(${secrets.map((s) => s.person)}::uuid[], ${secrets.map((s) => s.field)}::text[],
      ${secrets.map((s) => s.sealed)}::bytea[])`)
}

export const insertTokens = async (tx: Tx, { home, people }: County): Promise<void> => {
  const search = people.flatMap((p) => p.tokens.map((token) => ({ token, p })))
  await tx.run(sql`
    insert into care.person_token (home, token, person)
    select ${home}, * from unnest(${search.map((s) => s.token)}::bytea[], ${search.map((s) => s.p.id)}::uuid[])`)
  const match = people.flatMap((p) => p.matches.map((token) => ({ token, person: p.id })))
  await tx.run(sql`
    insert into care.person_match (home, token, person)
    select ${home}, * from unnest(${match.map((m) => m.token)}::bytea[], ${match.map((m) => m.person)}::uuid[])`)
}

export const insertHistory = (tx: Tx, { home, people }: County): Promise<number> => {
  const dice = diceOf(4, people.length, Number.parseInt(people[0]?.id.slice(-8) ?? '0', 16))
  return tx.run(sql`
    insert into care.tier_change (home, id, person, at, from_tier, to_tier, cause)
    select ${home}, id, person, ${instant('at')}, null, tier, 'ledger'
    from unnest(${people.map((p) => idAt(dice, p.standing.tierSince))}::uuid[], ${people.map((p) => p.id)}::uuid[],
      ${ms(people.map((p) => p.standing.tierSince))}, ${people.map((p) => p.standing.tier)}::text[]) as n (id, person, at, tier)`)
}

export const insertFollowups = async (tx: Tx, { home, people }: County): Promise<void> => {
  const facts = people.flatMap((p) => p.facts.map((f) => ({ ...f, p })))
  if (facts.length === 0) return
  const col = <T>(pick: (f: (typeof facts)[number]) => T): T[] => facts.map(pick)
  await tx.run(sql`
    insert into care.followup (home, id, person, at, claimed_at, received_at, account, team, township, village, channel,
      outcome, spo2_percent, temperature_c, body_hash, due_at, due_reason, due_mode, due_rule)
    select ${home}, id, person, ${instant('at')}, ${instant('at')}, ${instant('at')}, account, team, township, village,
      channel, outcome, spo2, temperature, sha256(uuid_send(id)), ${instant('due_at')}, reason, mode, rule
    from unnest(${col((f) => f.fact.id)}::uuid[], ${col((f) => f.p.id)}::uuid[], ${ms(col((f) => f.fact.at))},
      ${col((f) => f.account)}::uuid[], ${col((f) => f.p.team)}::uuid[], ${col((f) => f.p.fields.township)}::text[],
      ${col((f) => f.p.fields.village)}::text[], ${col((f) => f.fact.channel)}::text[],
      ${col((f) => f.fact.outcome)}::text[], ${col((f) => f.spo2Percent)}::smallint[],
      ${col((f) => f.temperatureC)}::numeric[], ${ms(col((f) => f.due.dueAt))}, ${col((f) => f.due.reason)}::text[],
      ${col((f) => f.due.mode)}::text[], ${col((f) => f.due.ruleId)}::text[])
    as n (id, person, at, account, team, township, village, channel, outcome, spo2, temperature, due_at, reason, mode, rule)`)
}
