import type { Instant } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type AskRecord = {
  readonly id: string
  readonly person: string
  readonly event: string
  readonly asked_by: string
  readonly body_hash: Buffer
  readonly answer: 'takenBack' | 'stands' | null
  readonly answer_id: string | null
}

const columns = sql`q.id, q.person, q.event, q.asked_by, q.body_hash, q.answer, q.answer_id`

export const lockAsk = (tx: Tx, home: string, id: string): Promise<AskRecord | undefined> =>
  tx.row(sql<AskRecord>`select ${columns} from care.taking_back q where q.home = ${home} and q.id = ${id} for update`)

/** The asking about a death that nobody has answered. */
export const openAskOf = async (tx: Tx, home: string, event: string): Promise<string | null> => {
  const row = await tx.row(sql<{ id: string }>`
    select id from care.taking_back where home = ${home} and event = ${event} and answer is null`)
  return row?.id ?? null
}

type NewAsk = {
  readonly home: string
  readonly id: string
  readonly person: string
  readonly event: string
  readonly by: string
  readonly at: Date
  readonly reasonSealed: Buffer
  readonly bodyHash: Buffer
}

export const addAsk = (tx: Tx, q: NewAsk): Promise<number> =>
  tx.run(sql`
    insert into care.taking_back (home, id, person, event, asked_by, asked_at, reason_sealed, body_hash)
    values (${q.home}, ${q.id}, ${q.person}, ${q.event}, ${q.by}, ${q.at}, ${q.reasonSealed}, ${q.bodyHash})
    on conflict do nothing`)

type Answer = { readonly home: string; readonly by: string | null; readonly at: Date }

/** A death was taken back: whoever asked for it has it. Answers how many askings that closed. */
export const closeAsks = (tx: Tx, { home, event, by, at }: Answer & { readonly event: string }): Promise<number> =>
  tx.run(sql`
    update care.taking_back set answer = 'takenBack', answered_by = ${by}::uuid, answered_at = ${at}
    where home = ${home} and event = ${event} and answer is null`)

type Stands = Answer & {
  readonly id: string
  readonly command: string
  readonly reasonSealed: Buffer
  readonly read: boolean
}

export const answerStands = (tx: Tx, q: Stands): Promise<number> =>
  tx.run(sql`
    update care.taking_back set answer = 'stands', answered_by = ${q.by}::uuid, answered_at = ${q.at}, answer_id = ${q.command},
      answer_sealed = ${q.reasonSealed}, read_at = ${q.read ? q.at : null}
    where home = ${q.home} and id = ${q.id} and answer is null`)

/** Nothing where it was read already, or somebody else asked. */
export const setAnswerRead = (
  tx: Tx,
  q: { readonly home: string; readonly id: string; readonly by: string; readonly at: Date },
) =>
  tx.run(sql`
    update care.taking_back set read_at = ${q.at}
    where home = ${q.home} and id = ${q.id} and asked_by = ${q.by} and answer = 'stands' and read_at is null`)

export type AskListed = {
  readonly id: string
  readonly person: string
  readonly event: string
  readonly asked_at: Instant
  readonly asked_by_name: string | null
  readonly mine: boolean
  readonly reason_sealed: Buffer
  readonly answered_at: Instant | null
  readonly answered_by_name: string | null
  readonly answer_sealed: Buffer | null
  readonly read_at: Instant | null
}

const listed = (reader: string): RawBuilder<unknown> => sql`
  q.id, q.person, q.event, q.asked_at, a.name as asked_by_name, q.asked_by = ${reader}::uuid as mine, q.reason_sealed, q.answered_at,
    b.name as answered_by_name, q.answer_sealed, q.read_at`
const named = sql`left join kernel.account a on a.id = q.asked_by left join kernel.account b on b.id = q.answered_by`

type OfPerson = { readonly home: string; readonly person: string; readonly reader: string }

/** The last asking about a death that stands as recorded: open, or answered that it was right. */
export const lastAskOf = (tx: Tx, { home, person, reader }: OfPerson): Promise<AskListed | undefined> =>
  tx.row(sql<AskListed>`
    select ${listed(reader)} from care.taking_back q ${named}
    where q.home = ${home} and q.person = ${person} and q.answer is distinct from 'takenBack'
      and not exists (select from care.life_event e where e.home = q.home and e.person = q.person and e.takes_back = q.event)
    order by q.asked_at desc, q.id desc limit 1`)

type OfDay = {
  readonly home: string
  readonly reader: string
  /** Whose people: conditions on `d`. */
  readonly whose: RawBuilder<unknown>
  readonly limit: number
}

/** What a day tells of: askings about these people that wait, and what the reader asked and has not read the answer of. */
export const asksOfDay = (tx: Tx, { home, reader, whose, limit }: OfDay): Promise<AskListed[]> =>
  tx.rows(sql<AskListed>`
    select ${listed(reader)} from care.taking_back q join care.person d on d.home = q.home and d.id = q.person ${named}
    where q.home = ${home} and d.home = ${home} and ${whose}
      and (q.answer is null or (q.answer = 'stands' and q.read_at is null and q.asked_by = ${reader}::uuid))
    order by q.asked_at, q.id limit ${limit}`)

/** Of these people, those about whose death somebody asked and nobody answered. */
export const askedAbout = async (tx: Tx, home: string, people: readonly string[]): Promise<ReadonlySet<string>> => {
  if (people.length === 0) return new Set()
  const rows = await tx.rows(sql<{ person: string }>`
    select person from care.taking_back where home = ${home} and answer is null and person = any(${people}::uuid[])`)
  return new Set(rows.map(({ person }) => person))
}

/** The condition of a list of people `d.person`, and of the figure that opens it. */
export const isAskedBack = (home: string): RawBuilder<unknown> =>
  sql`d.person in (select q.person from care.taking_back q where q.home = ${home} and q.answer is null)`
