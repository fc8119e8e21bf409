import { deltasBetween } from '@lianfang/domain/care'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../../../kernel/db/index.js'
import type { Keys } from '../../../kernel/keys/index.js'
import { type Delta, leaveDeltas, leaveInbox } from '../../../kernel/settle/index.js'
import { birthColumns, idNumberState, type NewPerson, rankOf, secretsOf } from './record.js'
import { countedOf } from './stand.js'
import { matchTokens, searchTokens } from './tokens.js'

type Place = { readonly home: string; readonly cause: string; readonly account: string | null }

const dates = (list: readonly (number | null)[]): (Date | null)[] => list.map((t) => (t === null ? null : new Date(t)))

/** Takes people in, set by set: the person, the due state, the sealed texts, the tokens, the history and the counters. */
export const savePeople = async (
  needs: { readonly keys: Keys },
  tx: Tx,
  { home, cause, account, people }: Place & { readonly people: readonly NewPerson[] },
): Promise<void> => {
  if (people.length === 0) return
  await insertPersons(tx, home, people)
  await insertDue(tx, home, people)
  await insertSecrets(needs.keys, tx, home, people)
  await insertTokens(needs.keys, tx, home, people)
  await insertHistory(tx, { home, cause, account, people })
  await leaveInbox(
    tx,
    people.map((p) => ({
      id: uuidv7(),
      county: home,
      kind: 'care.person-taken-in',
      subject: p.id,
      township: p.fields.township,
      village: p.fields.village,
      team: p.team,
    })),
  )
  await leaveDeltas(tx, summed(home, people))
}

/** The people's deltas summed up: whoever comes in together is counted together, 20 rows instead of 2,000. */
const summed = (home: string, people: readonly NewPerson[]): readonly Delta[] => {
  const sums = new Map<string, Delta>()
  for (const p of people) {
    for (const d of deltasBetween(null, countedNew(p))) {
      const key = `${d.place} ${d.team ?? ''} ${d.metric} ${d.bucket}`
      const known = sums.get(key)
      sums.set(key, known ? { ...known, n: known.n + d.n } : { ...d, fact: p.id, county: home })
    }
  }
  return [...sums.values()]
}

const countedNew = (p: NewPerson) =>
  countedOf({
    place: { township: p.fields.township, village: p.fields.village, team: p.team },
    standing: { ...p.standing, provisional: p.standing.assessment.provisional.length > 0 },
    reached: false,
    dueAt: p.due.dueAt,
  })

const insertPersons = (tx: Tx, home: string, people: readonly NewPerson[]): Promise<number> => {
  const col = <T>(pick: (p: NewPerson) => T): T[] => people.map(pick)
  return tx.run(sql`
    insert into care.person (home, id, township, village, team, sex, birth_day, birth_year, id_number_state, living,
      disease_class, vaccination_class, kinds, tier, rule_tier, score, score_tier, age_band, decided_by, provisional,
      waiting_tier, waiting_cause, tier_since, duty_since, taken_in_at, import_id, trial)
    select ${home}, id, township, village, team, sex, birth_day, birth_year, id_state, living, disease, vaccination,
      coalesce(string_to_array(nullif(kinds, ''), ','), '{}'), tier, rule_tier, score, score_tier, age_band, decided_by,
      coalesce(string_to_array(nullif(provisional, ''), ','), '{}'), waiting, waiting_cause, tier_since, duty_since, taken, import_id, trial
    from (select id, township, village, team, sex, birth_day, birth_year, id_state, living, disease, vaccination,
        kinds, tier, rule_tier, score, score_tier, age_band, decided_by, provisional, waiting, waiting_cause, tier_since,
        duty_since, taken, import_id, trial
      from unnest(${col((p) => p.id)}::uuid[], ${col((p) => p.fields.township)}::text[], ${col((p) => p.fields.village)}::text[],
        ${col((p) => p.team)}::uuid[], ${col((p) => p.fields.sex)}::text[], ${col((p) => birthColumns(p.fields.birth).day)}::date[],
        ${col((p) => birthColumns(p.fields.birth).year)}::int[], ${col((p) => idNumberState(p.fields))}::text[],
        ${col((p) => p.fields.living)}::text[], ${col((p) => p.fields.disease.class)}::text[],
        ${col((p) => p.fields.vaccination.class)}::text[], ${col((p) => p.fields.kinds.join(','))}::text[],
        ${col((p) => p.standing.tier)}::text[], ${col((p) => p.standing.assessment.ruleTier)}::text[],
        ${col((p) => p.standing.assessment.score)}::smallint[], ${col((p) => p.standing.assessment.scoreTier)}::text[],
        ${col((p) => p.standing.assessment.ageBand)}::text[], ${col((p) => p.standing.assessment.decidedBy)}::text[],
        ${col((p) => p.standing.assessment.provisional.join(','))}::text[], ${col((p) => p.standing.waiting)}::text[],
        ${col((p) => p.standing.waitingCause)}::text[], ${dates(col((p) => p.standing.tierSince))}::timestamptz[],
        ${dates(col((p) => p.standing.dutySince))}::timestamptz[], ${dates(col((p) => p.takenInAt))}::timestamptz[],
        ${col((p) => p.importId)}::uuid[], ${col((p) => p.trial)}::boolean[])
      as n (id, township, village, team, sex, birth_day, birth_year, id_state, living, disease, vaccination, kinds, tier,
        rule_tier, score, score_tier, age_band, decided_by, provisional, waiting, waiting_cause, tier_since, duty_since,
        taken, import_id, trial)) as n`)
}

const insertDue = (tx: Tx, home: string, people: readonly NewPerson[]): Promise<number> => {
  const col = <T>(pick: (p: NewPerson) => T): T[] => people.map(pick)
  return tx.run(sql`
    insert into care.due (home, person, township, village, team, rank, due_at, reason, mode, rule_id)
    select ${home}, * from unnest(${col((p) => p.id)}::uuid[], ${col((p) => p.fields.township)}::text[],
      ${col((p) => p.fields.village)}::text[], ${col((p) => p.team)}::uuid[], ${col((p) => rankOf(p.standing.tier, 'never'))}::smallint[],
      ${dates(col((p) => p.due.dueAt))}::timestamptz[], ${col((p) => p.due.reason)}::text[], ${col((p) => p.due.mode)}::text[],
      ${col((p) => p.due.ruleId)}::text[])`)
}

const insertSecrets = async (keys: Keys, tx: Tx, home: string, people: readonly NewPerson[]): Promise<void> => {
  const wrapped = people.map((p) => ({ person: p.id, key: keys.newPersonKey() }))
  await tx.run(sql`
    insert into care.person_key (home, person, key_id, wrapped)
    select ${home}, * from unnest(${wrapped.map((w) => w.person)}::uuid[], ${wrapped.map((w) => w.key.keyId)}::text[],
      ${wrapped.map((w) => w.key.wrapped)}::bytea[])`)
  const sealed = people.flatMap((p, i) =>
    secretsOf(p.fields).map(([field, text]) => {
      const key = wrapped[i]?.key ?? keys.newPersonKey()
      return { person: p.id, field, sealed: keys.seal({ key, at: { county: home, person: p.id, field }, text }) }
    }),
  )
  await tx.run(sql`
    insert into care.person_secret (home, person, field, sealed)
    select ${home}, * from unnest(${sealed.map((s) => s.person)}::uuid[], ${sealed.map((s) => s.field)}::text[],
      ${sealed.map((s) => s.sealed)}::bytea[])`)
}

const insertTokens = async (keys: Keys, tx: Tx, home: string, people: readonly NewPerson[]): Promise<void> => {
  const search = people.flatMap((p) => searchTokens(keys, p.fields).map((token) => ({ token, p })))
  await tx.run(sql`
    insert into care.person_token (home, token, person)
    select ${home}, * from unnest(${search.map((s) => s.token)}::bytea[], ${search.map((s) => s.p.id)}::uuid[])
    on conflict do nothing`)
  const match = people.flatMap((p) => matchTokens(keys, p.fields).map((token) => ({ token, person: p.id })))
  await tx.run(sql`
    insert into care.person_match (home, token, person)
    select ${home}, * from unnest(${match.map((m) => m.token)}::bytea[], ${match.map((m) => m.person)}::uuid[])
    on conflict do nothing`)
}

const insertHistory = (tx: Tx, { home, cause, account, people }: Place & { readonly people: readonly NewPerson[] }) =>
  tx.run(sql`
    insert into care.tier_change (home, id, person, at, from_tier, to_tier, cause, account)
    select ${home}, id, person, at, null, tier, ${cause}, ${account}::uuid
    from unnest(${people.map(() => uuidv7())}::uuid[], ${people.map((p) => p.id)}::uuid[],
      ${dates(people.map((p) => p.standing.tierSince))}::timestamptz[], ${people.map((p) => p.standing.tier)}::text[])
      as n (id, person, at, tier)`)
