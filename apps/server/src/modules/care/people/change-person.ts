import {
  ageToday,
  assessTier,
  countedInLife,
  deltasBetween,
  dueOf,
  heldFlags,
  type KindsSince,
  keptOnMove,
  type LifeState,
  type NextDue,
  type PersonFields,
  type Standing,
  sinceAfter,
  standingAfter,
  type TierAssessment,
} from '@lianfang/domain/care'
import type { Tier, TierValues } from '@lianfang/domain/policy'
import { dayIn, type Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../../../kernel/db/index.js'
import type { Keys } from '../../../kernel/keys/index.js'
import { leaveDeltas, leaveInbox } from '../../../kernel/settle/index.js'
import { followPerson } from '../alarms/follow-person.js'
import { referWhoMust } from '../alarms/refer.js'
import { leaveHome } from '../care-homes/leave-home.js'
import { endBinding } from '../teams/sql-bindings.js'
import type { ChangeValues } from './change-values.js'
import type { StoredPerson } from './load-people.js'
import { birthColumns, idNumberState, liftedOf, rankOf, secretsOf } from './record.js'
import { personKey } from './secrets.js'
import { matchQuery, matchTokens, searchQuery, searchTokens } from './tokens.js'

export type Change = {
  readonly home: string
  readonly before: StoredPerson
  readonly fields: PersonFields
  /** The team that serves the person after it (`teamAfter`): as before where they stay in the village. */
  readonly team: string | null
  readonly cause: string
  readonly account: string | null
  readonly now: Instant
  readonly zone: string
  readonly values: ChangeValues
  /** What life has become by this change; as before when left out. */
  readonly life?: LifeState
  /** The infection or worsening that is open after this change; as before when left out. */
  readonly episodeSince?: Instant | null
  /** The talks and attempts that count after this change; as before when left out. */
  readonly past?: Pick<StoredPerson, 'twoWayAt' | 'attemptsAt'>
  /** A medic confirmed this lower tier: it does not wait. */
  readonly confirmed?: Tier
  /** What a referral that is owed by this change comes from; `later` where the caller sees to it with more to write first. */
  readonly referral?: { readonly id: string; readonly at: Instant } | 'later'
}

type Next = { readonly standing: Standing; readonly due: NextDue }

type AssessAt = { readonly values: TierValues; readonly now: Instant; readonly zone: string }

/** What the criteria say of a person's fields today. */
export const assessFields = (fields: PersonFields, { values, now, zone }: AssessAt): TierAssessment => {
  const ageYears = ageToday(birthColumns(fields.birth), dayIn(now, zone))
  return assessTier({ ageYears, disease: fields.disease.class, vaccination: fields.vaccination.class }, values)
}

/** Changes a person's facts: tier and due follow in the same transaction, and the counters with them (K1, K3). */
export const changePerson = async (needs: { readonly keys: Keys }, tx: Tx, change: Change): Promise<Next> => {
  const { before, fields, values, now, zone } = change
  const birth = birthColumns(fields.birth)
  const standing = standingAfter({
    basis: { birth, disease: fields.disease.class, vaccination: fields.vaccination.class },
    current: before,
    values: values.tier,
    now,
    zone,
    cause: change.cause,
    ...(change.confirmed === undefined ? {} : { confirmed: change.confirmed }),
  })
  const since = sinceAfter({ before: before.fields, after: fields, since: before, now })
  const episodeSince = change.episodeSince === undefined ? before.episodeSince : change.episodeSince
  const flags = heldFlags(fields, { takenInAt: before.takenInAt, ...since, episodeSince })
  const life = change.life ?? before.life
  const past = change.past ?? before
  const due = dueOf({ standing, takenInAt: before.takenInAt, flags, life, state: past, values: values.due, zone })
  await updateRow(tx, change, { standing, due, ...since, life, episodeSince })
  await replaceSecrets(needs.keys, tx, change)
  // Who is taken into a home is on its roster already, or will be by the same command.
  if (fields.village !== before.fields.village && change.cause !== 'careHome') {
    await leaveHome(tx, { ...change, person: before.id, village: fields.village })
  }
  const { township, village } = fields
  if (!keptOnMove(before.fields, fields).person) {
    await endBinding(tx, { home: change.home, kind: 'person', subject: before.id })
  }
  if (township !== before.fields.township || village !== before.fields.village || change.team !== before.team) {
    await followPerson(tx, { home: change.home, person: before.id, to: { township, village, team: change.team } })
  }
  if (standing.change !== null) {
    await tx.run(sql`
      insert into care.tier_change (home, id, person, at, from_tier, to_tier, cause, account)
      values (${change.home}, ${uuidv7()}, ${before.id}, ${new Date(now)}, ${standing.change.from}, ${standing.change.to},
        ${change.cause}, ${change.account}::uuid)`)
  }
  await leaveBehind(tx, change, { standing, due, life })
  await referred(tx, change, { tier: standing.tier, life, episodeSince })
  return { standing, due }
}

type Becomes = { readonly tier: Tier; readonly life: LifeState; readonly episodeSince: Instant | null }

/** Whoever is red and infected by this change is to be referred now (CARE-REFER-2). */
const referred = async (tx: Tx, change: Change, is: Becomes): Promise<void> => {
  const { home, before, fields, team, now, values, referral } = change
  if (referral === 'later') return
  const { township, village } = fields
  await referWhoMust(tx, {
    ...{ home, now, alarms: values.alarms, people: [{ person: before.id, township, village, team, ...is }] },
    ...(referral === undefined ? {} : { from: referral }),
  })
}

type Updated = Next & {
  readonly livingSince: Instant
  readonly kindsSince: KindsSince
  readonly life: LifeState
  readonly episodeSince: Instant | null
}

const updateRow = async (tx: Tx, change: Change, next: Updated): Promise<void> => {
  const { home, before, fields, team, past } = change
  const { standing, due, livingSince, kindsSince, life } = next
  const birth = birthColumns(fields.birth)
  const { assessment } = standing
  const contact = (past ?? before).twoWayAt.length === 0 ? 'never' : 'reached'
  const ranked = { tier: standing.tier, contact, life, daily: next.episodeSince !== null } as const
  await tx.run(sql`
    update care.person set township = ${fields.township}, village = ${fields.village}, team = ${team}::uuid,
      sex = ${fields.sex}, birth_day = ${birth.day}::date, birth_year = ${birth.year}::int,
      id_number_state = ${idNumberState(fields)}, living = ${fields.living}, disease_class = ${fields.disease.class},
      vaccination_class = ${fields.vaccination.class}, kinds = ${fields.kinds}::text[], tier = ${standing.tier},
      rule_tier = ${assessment.ruleTier}, score = ${assessment.score}, score_tier = ${assessment.scoreTier},
      age_band = ${assessment.ageBand}, decided_by = ${assessment.decidedBy}, provisional = ${assessment.provisional}::text[],
      waiting_tier = ${standing.waiting}, waiting_cause = ${standing.waitingCause},
      tier_since = ${new Date(standing.tierSince)}, duty_since = ${new Date(standing.dutySince)},
      household = case when village is distinct from ${fields.village} then null else household end,
      grid = case when village is distinct from ${fields.village} then null else grid end,
      team_since = case when team is distinct from ${team}::uuid then ${new Date(change.now)} else team_since end,
      living_since = ${new Date(livingSince)}, kinds_since = ${JSON.stringify(kindsSince)}::jsonb, life = ${life.status}, life_since = ${dateOf(life.since)}, away = ${life.away},
      resumed_at = ${dateOf(life.resumed?.at ?? null)}, resumed_from = ${life.resumed?.from ?? null}, built_on = built_on + 1
    where home = ${home} and id = ${before.id}`)
  await tx.run(sql`
    update care.due set township = ${fields.township}, village = ${fields.village}, team = ${team}::uuid,
      rank = ${rankOf(ranked)}, lifted = ${liftedOf(ranked)}::text, due_at = ${dateOf(due.dueAt)}, reason = ${due.reason},
      mode = ${due.mode}, rule_id = ${due.ruleId}
    where home = ${home} and person = ${before.id}`)
  if (past === undefined) return
  await tx.run(sql`
    update care.due set two_way_at = ${past.twoWayAt.map(dateOf)}::timestamptz[],
      attempts_at = ${past.attemptsAt.map(dateOf)}::timestamptz[], version = version + 1
    where home = ${home} and person = ${before.id}`)
}

const dateOf = (at: Instant | null): Date | null => (at === null ? null : new Date(at))

type Tokened = { readonly home: string; readonly id: string; readonly fields: PersonFields }

/** Removes a person's tokens: by the tokens of the fields they were made from, under every key, through the table's own key. */
export const dropTokens = async (keys: Keys, tx: Tx, { home, id, fields }: Tokened): Promise<void> => {
  await tx.run(sql`
    delete from care.person_token where home = ${home} and token = any(${searchQuery(keys, fields)}::bytea[]) and person = ${id}`)
  await tx.run(sql`
    delete from care.person_match where home = ${home} and token = any(${matchQuery(keys, fields)}::bytea[]) and person = ${id}`)
}

/** The tokens of a person whose earlier ones are dropped: under the active key. */
export const writeTokens = async (keys: Keys, tx: Tx, { home, id, fields }: Tokened): Promise<void> => {
  await tx.run(sql`
    insert into care.person_token (home, token, person)
    select ${home}, token, ${id}::uuid from unnest(${searchTokens(keys, fields)}::bytea[]) as t (token)
    on conflict do nothing`)
  await tx.run(sql`
    insert into care.person_match (home, token, person)
    select ${home}, token, ${id}::uuid from unnest(${matchTokens(keys, fields)}::bytea[]) as t (token)`)
}

const same = (a: readonly (readonly [string, string])[], b: readonly (readonly [string, string])[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b)

const canBeEmptied: readonly string[] = ['idNumberRaw', 'phones', 'phonesUnread']

/** Texts that were there and are not any more. */
const emptiedOf = (before: Change['fields'], next: ReturnType<typeof secretsOf>): readonly string[] => {
  const kept = new Set(next.map(([field]) => field))
  return secretsOf(before)
    .map(([field]) => field)
    .filter((field) => canBeEmptied.includes(field) && !kept.has(field))
}

const replaceSecrets = async (keys: Keys, tx: Tx, { home, before, fields }: Change): Promise<void> => {
  const person = before.id
  const next = secretsOf(fields)
  // One of the tokens that entries meet under is name with village.
  const moved = before.fields.village !== fields.village
  if (!same(secretsOf(before.fields), next)) {
    const key = await personKey(tx, home, person)
    await tx.run(sql`
      insert into care.person_secret as s (home, person, field, sealed)
      select ${home}, ${person}::uuid, * from unnest(${next.map(([field]) => field)}::text[],
        ${next.map(([field, text]) => keys.seal({ key, at: { county: home, person, field }, text }))}::bytea[])
      on conflict (home, person, field) do update set sealed = excluded.sealed`)
    // What was put right leaves no trace of itself: its text is emptied, since facts are never deleted here.
    for (const field of emptiedOf(before.fields, next)) {
      const sealed = keys.seal({ key, at: { county: home, person, field }, text: '' })
      await tx.run(sql`
        update care.person_secret set sealed = ${sealed} where home = ${home} and person = ${person} and field = ${field}`)
    }
  } else if (!moved) return
  await dropTokens(keys, tx, { home, id: person, fields: before.fields })
  await writeTokens(keys, tx, { home, id: person, fields })
}

const leaveBehind = async (
  tx: Tx,
  change: Change,
  { standing, due, life }: Next & Pick<Updated, 'life'>,
): Promise<void> => {
  const { home, before, fields, team } = change
  const fact = uuidv7()
  const reached = (change.past ?? before).twoWayAt.length > 0
  await leaveInbox(tx, [
    {
      id: fact,
      county: home,
      kind: 'care.person-changed',
      subject: before.id,
      township: fields.township,
      village: fields.village,
      team,
    },
  ])
  const was = countedInLife(before.life, {
    place: { township: before.fields.township, village: before.fields.village, team: before.team },
    standing: { tier: before.tier, waiting: before.waiting, provisional: before.provisional.length > 0 },
    reached: before.twoWayAt.length > 0,
    dueAt: before.dueAt,
  })
  const is = countedInLife(life, {
    place: { township: fields.township, village: fields.village, team },
    standing: { ...standing, provisional: standing.assessment.provisional.length > 0 },
    reached,
    dueAt: due.dueAt,
  })
  await leaveDeltas(
    tx,
    deltasBetween(was, is).map((d) => ({ ...d, fact, county: home })),
  )
}
