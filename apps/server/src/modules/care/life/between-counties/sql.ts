import type { KindsSince, LifeFact, LifeState, TierOverride } from '@lianfang/domain/care'
import type { Tier } from '@lianfang/domain/policy'
import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../../kernel/db/index.js'
import type { StoredBaseline } from '../../alarms/sql-episodes.js'
import type { MoveRecord } from '../move-sql.js'

/** A row of a move between two counties, as the carrier reads it. */
export type CarriedMove = Omit<MoveRecord, 'side' | 'other'> & {
  readonly home: string
  readonly side: 'gives' | 'takes'
  readonly other: string
  readonly asked_by: string
  readonly decided_by: string | null
  readonly withdrawn_why: 'asker' | 'gone' | null
  readonly note_sealed: Buffer | null
  readonly reason_sealed: Buffer | null
  readonly told_sealed: Buffer | null
  readonly record_sealed: Buffer | null
  /** When they died, as far as it is known on this side. */
  readonly died_at: Instant | null
}

/** The two rows of a move; the receiving one may not be there yet. */
export type Sides = { readonly giving: CarriedMove; readonly taking: CarriedMove | null }

type At = { readonly home: string; readonly id: string }

const columns = sql`home, id, person, from_township, from_village, to_township, to_village, asked_at, state, decision_id,
  body_hash, side, other, key_id, wrapped, asked_by, decided_by, withdrawn_why, note_sealed, reason_sealed, told_sealed,
  record_sealed, died_at`

export const readMove = (tx: Tx, { home, id }: At): Promise<CarriedMove | undefined> =>
  tx.row(sql<CarriedMove>`
    select ${columns} from care.move where home = ${home} and id = ${id} and side is not null`)

export const lockCarried = (tx: Tx, { home, id }: At): Promise<CarriedMove | undefined> =>
  tx.row(sql<CarriedMove>`
    select ${columns} from care.move where home = ${home} and id = ${id} and side is not null for update`)

type Taking = Pick<CarriedMove, 'home' | 'id' | 'person' | 'from_township' | 'from_village' | 'other' | 'asked_by'> &
  Pick<CarriedMove, 'to_township' | 'to_village' | 'asked_at' | 'body_hash'> & {
    readonly keyId: string
    readonly wrapped: Buffer
    readonly toldSealed: Buffer
  }

/** Writes the asking into the receiving county; answers 0 when it is there. */
export const addTaking = (tx: Tx, m: Taking): Promise<number> =>
  tx.run(sql`
    insert into care.move (home, id, person, from_township, from_village, to_township, to_village, asked_by, asked_at,
      body_hash, side, other, key_id, wrapped, told_sealed)
    values (${m.home}, ${m.id}, ${m.person}, ${m.from_township}, ${m.from_village}, ${m.to_township}, ${m.to_village},
      ${m.asked_by}, ${new Date(m.asked_at)}, ${m.body_hash}, 'takes', ${m.other}, ${m.keyId}, ${m.wrapped}, ${m.toldSealed})
    on conflict do nothing`)

type Closing = At & {
  readonly state: 'accepted' | 'refused' | 'withdrawn'
  readonly at: Instant
  /** Who decided; null where nobody did. */
  readonly by: string | null
  readonly village?: string | null
  readonly reasonSealed?: Buffer | null
  readonly toldSealed?: Buffer | null
  readonly recordSealed?: Buffer | null
  readonly why?: 'asker' | 'gone' | null
}

/** Closes a row; what is left out stays as it is, but the record, which is kept only where it is named. */
export const closeCarried = (tx: Tx, c: Closing): Promise<number> =>
  tx.run(sql`
    update care.move set state = ${c.state}, decided_at = ${new Date(c.at)}, decided_by = ${c.by},
      to_village = coalesce(${c.village ?? null}, to_village), reason_sealed = coalesce(${c.reasonSealed ?? null}, reason_sealed),
      told_sealed = coalesce(${c.toldSealed ?? null}, told_sealed), record_sealed = ${c.recordSealed ?? null},
      withdrawn_why = ${c.why ?? null}
    where home = ${c.home} and id = ${c.id}`)

/** Keeps the record that arrived while a person looks whether it is somebody known. */
export const keepRecord = (tx: Tx, { home, id, sealed }: At & { readonly sealed: Buffer | null }): Promise<number> =>
  tx.run(sql`update care.move set record_sealed = ${sealed} where home = ${home} and id = ${id}`)

type Arrived = At & { readonly person: string; readonly at: Instant; readonly toldSealed: Buffer | null }

/** The person is on this ledger from now on. Who decided stays. */
export const setArrived = (tx: Tx, a: Arrived): Promise<number> =>
  tx.run(sql`
    update care.move set state = 'accepted', decided_at = ${new Date(a.at)}, person = ${a.person}, record_sealed = null,
      told_sealed = ${a.toldSealed}
    where home = ${a.home} and id = ${a.id}`)

/** Whether somebody has to look before the record is taken in. */
export const isDoubted = async (tx: Tx, { home, id }: At): Promise<boolean> =>
  (await tx.row(sql<{ id: string }>`
    select id from care.doubtful_pair where home = ${home} and move = ${id}`)) !== undefined

type Doubt = {
  readonly home: string
  readonly id: string
  readonly move: string
  readonly township: string
  readonly village: string | null
  readonly otherPerson: string
  readonly why: string
  readonly hash: Buffer
  readonly keyId: string
  readonly wrapped: Buffer
  readonly rowSealed: Buffer
  readonly trial: boolean
}

export const addDoubt = (tx: Tx, d: Doubt): Promise<number> =>
  tx.run(sql`
    insert into care.doubtful_pair (home, id, move, township, village, other_person, why, pair_hash, key_id, wrapped,
      row_sealed, trial)
    values (${d.home}, ${d.id}, ${d.move}, ${d.township}, ${d.village}, ${d.otherPerson}, ${d.why}, ${d.hash}, ${d.keyId},
      ${d.wrapped}, ${d.rowSealed}, ${d.trial})
    on conflict do nothing`)

type Contacts = {
  readonly home: string
  readonly person: string
  readonly move: string
  readonly list: readonly { readonly id: string; readonly at: Instant; readonly outcome: 'reached' | 'unanswered' }[]
}

export const addContacts = (tx: Tx, { home, person, move, list }: Contacts): Promise<number> =>
  tx.run(sql`
    insert into care.carried_contact (home, person, id, at, outcome, move)
    select ${home}, ${person}::uuid, id, at, outcome, ${move}::uuid
    from unnest(${list.map((c) => c.id)}::uuid[], ${list.map((c) => new Date(c.at))}::timestamptz[],
      ${list.map((c) => c.outcome)}::text[]) as n (id, at, outcome)
    on conflict do nothing`)

type Facts = {
  readonly home: string
  readonly person: string
  readonly move: string
  readonly facts: readonly LifeFact[]
}

/** Facts of a life that a move brings; they have ids of their own here. */
export const addLifeFacts = async (tx: Tx, { home, person, move, facts }: Facts): Promise<void> => {
  if (facts.length === 0) return
  const at = facts.map((f) => new Date(f.at))
  await tx.run(sql`
    insert into care.life_event (home, id, person, kind, at, claimed_at, account, body_hash, move)
    select ${home}, gen_random_uuid(), ${person}::uuid, kind, at, at, null, ''::bytea, ${move}::uuid
    from unnest(${facts.map((f) => f.kind)}::text[], ${at}::timestamptz[]) as n (kind, at)`)
}

type TierChange = {
  readonly home: string
  readonly person: string
  readonly from: Tier
  readonly to: Tier
  readonly at: Instant
}

/** The colour somebody comes back with. */
export const addTierChange = (tx: Tx, c: TierChange): Promise<number> =>
  tx.run(sql`
    insert into care.tier_change (home, id, person, at, from_tier, to_tier, cause)
    values (${c.home}, gen_random_uuid(), ${c.person}, ${new Date(c.at)}, ${c.from}, ${c.to}, 'move')`)

type Carried = {
  readonly home: string
  readonly person: string
  readonly record: {
    readonly override: TierOverride | null
    readonly baseline: StoredBaseline | null
    readonly livingSince: Instant
    readonly kindsSince?: KindsSince
    readonly lastSpo2: number | null
    readonly lastSpo2At: Instant | null
    readonly feverSince: Instant | null
    readonly twoWayAt: readonly Instant[]
    readonly attemptsAt: readonly Instant[]
  }
  /** How life stands of who is new here; null where the person was on this ledger, whose talks are joined already. */
  readonly life: LifeState | null
  /** Whether the usual SpO2 of this ledger stands before the one that comes. */
  readonly baselineOf: 'record' | 'ledger'
}

const date = (at: Instant | null | undefined): Date | null => (at == null ? null : new Date(at))
const json = (value: object | null): string | null => (value === null ? null : JSON.stringify(value))

/** What of a record stands on the person beside the fields, and is kept where this ledger has none or an older one. */
export const setCarried = async (tx: Tx, carried: Carried): Promise<void> => {
  const { home, person, record, life, baselineOf } = carried
  const baseline = sql`${json(record.baseline)}::jsonb`
  await tx.run(sql`
    update care.person set override = ${json(record.override)}::jsonb,
      baseline = ${baselineOf === 'record' ? baseline : sql`coalesce(baseline, ${baseline})`}, built_on = built_on + 1
    where home = ${home} and id = ${person}`)
  await tx.run(sql`
    update care.due set last_spo2 = ${record.lastSpo2}, last_spo2_at = ${date(record.lastSpo2At)}, fever_since = ${date(record.feverSince)}
    where home = ${home} and person = ${person}
      and coalesce(last_spo2_at, '-infinity') <= coalesce(${date(record.lastSpo2At)}::timestamptz, '-infinity')`)
  if (life === null) return
  await tx.run(sql`
    update care.person set living_since = ${date(record.livingSince)}, kinds_since = ${json(record.kindsSince ?? {})}::jsonb,
      life = ${life.status}, life_since = ${date(life.since)},
      away = ${life.away}, resumed_at = ${date(life.resumed?.at)}, resumed_from = ${life.resumed?.from ?? null}
    where home = ${home} and id = ${person}`)
  await tx.run(sql`
    update care.due set two_way_at = ${record.twoWayAt.map(date)}::timestamptz[],
      attempts_at = ${record.attemptsAt.map(date)}::timestamptz[]
    where home = ${home} and person = ${person}`)
}

type Died = At & { readonly at: Date | null }

/** Says on the receiving side when somebody died, by the county they left; null takes it back. */
export const tellDeath = (tx: Tx, { home, id, at }: Died): Promise<number> =>
  tx.run(sql`
    update care.move set died_at = ${at} where home = ${home} and id = ${id} and side = 'takes' and state = 'accepted'`)

/** Keeps a death, or that it was a mistake, with the last move by which somebody left the county; answers that move. */
export const keepDeath = (
  tx: Tx,
  { home, person, at }: { readonly home: string; readonly person: string; readonly at: Date | null },
): Promise<{ id: string; from_township: string } | undefined> =>
  tx.row(sql<{ id: string; from_township: string }>`
    update care.move set died_at = ${at}
    where home = ${home} and died_at is distinct from ${at} and id = (
      select m.id from care.move m where m.home = ${home} and m.person = ${person} and m.side = 'gives' and m.state = 'accepted'
      order by m.decided_at desc, m.id desc limit 1)
    returning id, from_township`)
