import { countedOf, deltasBetween } from '@lianfang/domain/care'
import { sql } from 'kysely'
import { intArray, packed, type Tx } from '../../../kernel/db/index.js'
import { bulkId } from '../../../kernel/ids/index.js'
import type { Keys } from '../../../kernel/keys/index.js'
import { type Delta, leaveDeltas, leaveInbox } from '../../../kernel/settle/index.js'
import { birthColumns, idNumberState, type NewPerson, rankOf, secretsOf } from './record.js'
import { matchTokens, searchTokens } from './tokens.js'

type Saving = {
  readonly home: string
  readonly cause: string
  readonly account: string | null
  readonly people: readonly NewPerson[]
}

const dates = (list: readonly (number | null)[]): (Date | null)[] => list.map((t) => (t === null ? null : new Date(t)))

/**
 * Takes people in, set by set: the person, the due state, the sealed texts, the tokens, the history and the counters. The
 * sets are sent without waiting for each other's answers: while the database writes one, the next is sealed here.
 */
export const savePeople = async (needs: { readonly keys: Keys }, tx: Tx, saving: Saving): Promise<void> => {
  const { home, people } = saving
  if (people.length === 0) return
  const sets: readonly (() => Promise<unknown>)[] = [
    () => insertPersons(tx, home, people),
    () => insertDue(tx, home, people),
    () => insertSecrets(needs.keys, tx, home, people),
    () => insertSearchTokens(needs.keys, tx, home, people),
    () => insertMatchTokens(needs.keys, tx, home, people),
    () => insertHistory(tx, saving),
    () => leaveInbox(tx, people.map(takenInEvent(home))),
    () => leaveDeltas(tx, summed(home, people)),
  ]
  const sent: Promise<unknown>[] = []
  for (const send of sets) {
    const answer = send()
    // Heard below; a set that fails while the next is made must not end the program.
    answer.catch(() => undefined)
    sent.push(answer)
    await nextTurn()
  }
  await Promise.all(sent)
}

const nextTurn = (): Promise<void> => new Promise((done) => setImmediate(done))

const takenInEvent = (home: string) => (p: NewPerson) => ({
  id: bulkId(),
  county: home,
  kind: 'care.person-taken-in',
  subject: p.id,
  township: p.fields.township,
  village: p.fields.village,
  team: p.team,
})

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

const contactOf = ({ past }: NewPerson): 'never' | 'reached' =>
  past === undefined || past.twoWayAt.length === 0 ? 'never' : 'reached'

const countedNew = (p: NewPerson) =>
  countedOf({
    place: { township: p.fields.township, village: p.fields.village, team: p.team },
    standing: { ...p.standing, provisional: p.standing.assessment.provisional.length > 0 },
    reached: contactOf(p) === 'reached',
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
      ${col((p) => p.fields.village)}::text[], ${col((p) => p.team)}::uuid[], ${col((p) => rankOf({ tier: p.standing.tier, contact: contactOf(p), daily: false }))}::smallint[],
      ${dates(col((p) => p.due.dueAt))}::timestamptz[], ${col((p) => p.due.reason)}::text[], ${col((p) => p.due.mode)}::text[],
      ${col((p) => p.due.ruleId)}::text[])`)
}

const insertSecrets = async (keys: Keys, tx: Tx, home: string, people: readonly NewPerson[]): Promise<void> => {
  const wrapped = people.map((p) => ({ person: p.id, key: keys.newPersonKey() }))
  const keyed = packed(wrapped.map((w) => w.key.wrapped))
  const sealed = people.flatMap((p, i) =>
    secretsOf(p.fields).map(([field, text]) => {
      const key = wrapped[i]?.key ?? keys.newPersonKey()
      return { person: i + 1, field, sealed: keys.seal({ key, at: { county: home, person: p.id, field }, text }) }
    }),
  )
  const texts = packed(sealed.map((s) => s.sealed))
  const ids = people.map((p) => p.id)
  await Promise.all([
    tx.run(sql`
      insert into care.person_key (home, person, key_id, wrapped)
      select ${home}, person, key_id, substr(${keyed.bytes}::bytea, at, length)
      from unnest(${ids}::uuid[], ${wrapped.map((w) => w.key.keyId)}::text[], ${keyed.at}::int[], ${keyed.length}::int[])
        as n (person, key_id, at, length)`),
    tx.run(sql`
      insert into care.person_secret (home, person, field, sealed)
      select ${home}, (${ids}::uuid[])[person], field, substr(${texts.bytes}::bytea, at, length)
      from unnest(${intArray(sealed.map((s) => s.person))}::int[], ${sealed.map((s) => s.field)}::text[],
        ${texts.at}::int[], ${texts.length}::int[]) as n (person, field, at, length)`),
  ])
}

type Token = { readonly token: Buffer; readonly person: number }

const tokenColumns = (all: readonly Token[]) => ({
  bytes: Buffer.concat(all.map((t) => t.token)),
  person: intArray(all.map((t) => t.person)),
})

// Whoever is new has no tokens yet, so nothing can be there twice: looking for conflicts made each row a third dearer.
const insertSearchTokens = (keys: Keys, tx: Tx, home: string, people: readonly NewPerson[]): Promise<number> => {
  const tokens = tokenColumns(
    people.flatMap((p, i) => searchTokens(keys, p.fields).map((token) => ({ token, person: i + 1 }))),
  )
  return tx.run(sql`
    insert into care.person_token (home, token, person)
    select ${home}, substr(${tokens.bytes}::bytea, (16 * (at - 1) + 1)::int, 16), (${people.map((p) => p.id)}::uuid[])[person]
    from unnest(${tokens.person}::int[]) with ordinality as n (person, at)`)
}

const insertMatchTokens = (keys: Keys, tx: Tx, home: string, people: readonly NewPerson[]): Promise<number> => {
  const tokens = tokenColumns(
    people.flatMap((p, i) => (p.matches ?? matchTokens(keys, p.fields)).map((token) => ({ token, person: i + 1 }))),
  )
  return tx.run(sql`
    insert into care.person_match (home, token, person)
    select ${home}, substr(${tokens.bytes}::bytea, (16 * (at - 1) + 1)::int, 16), (${people.map((p) => p.id)}::uuid[])[person]
    from unnest(${tokens.person}::int[]) with ordinality as n (person, at)`)
}

/** The history of the tier: for who comes from elsewhere all of it, for everybody else that it begins. */
const historyOf = ({ past, standing }: NewPerson, cause: string) => {
  const { change, tier, tierSince } = standing
  if (past === undefined) return [{ at: tierSince, from: null, to: tier, cause }]
  return change === null ? past.tiers : [...past.tiers, { ...change, at: tierSince }]
}

const insertHistory = (tx: Tx, { home, cause, account, people }: Saving) => {
  const lines = people.flatMap((p) => historyOf(p, cause).map((line) => ({ ...line, person: p.id })))
  return tx.run(sql`
    insert into care.tier_change (home, id, person, at, from_tier, to_tier, cause, account)
    select ${home}, id, person, at, was, tier, cause, ${account}::uuid
    from unnest(${lines.map(() => bulkId())}::uuid[], ${lines.map((l) => l.person)}::uuid[],
      ${dates(lines.map((l) => l.at))}::timestamptz[], ${lines.map((l) => l.from)}::text[], ${lines.map((l) => l.to)}::text[],
      ${lines.map((l) => l.cause)}::text[])
      as n (id, person, at, was, tier, cause)`)
}
