import type { ReplyOf, RouteOf } from '@lianfang/contract'
import { type Actor, mayAnywhere } from '@lianfang/domain/org'
import type { Instant, PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { CareNeeds } from '../needs.js'
import { openFields } from '../people/secrets.js'
import { openCall } from './call-rows.js'

type OwnCall = ReplyOf<RouteOf<'followup.today'>>['handovers']['calls'][number]

type Row = {
  readonly id: string
  readonly place: string
  readonly person: string | null
  readonly outcome: OwnCall['outcome']
  readonly due_at: Instant
  /** Called back, or about somebody whom nobody rings any more: what is left is to close it. */
  readonly answered: boolean
  readonly key_id: string
  readonly wrapped: Buffer
  readonly said_sealed: Buffer
}

type Asked = {
  readonly home: string
  readonly actor: Actor
  readonly limit: number
}

const rowsOf = (tx: Tx, { home, actor, limit }: Asked): Promise<Row[]> =>
  tx.rows(sql<Row>`
    select c.id, c.place, c.person, c.outcome, c.due_at, c.key_id, c.wrapped, c.said_sealed,
      c.reached_at is not null or coalesce(p.life in ('dead', 'left'), false) as answered
    from care.desk_call c left join care.person p on p.home = c.home and p.id = c.person
    where c.home = ${home} and c.closed_at is null
      and (c.owner_account = ${actor.accountId}::uuid or c.owner_team = ${actor.teamId}::uuid)
    order by answered, c.outcome <> 'emergency', c.due_at, c.id limit ${limit}`)

/** Open calls that the reader or their team has in hand, as they came or by a hand-over of the desk: to call back first, emergencies before others (K4). */
export const ownCalls = async (
  { keys }: Pick<CareNeeds, 'keys'>,
  tx: Tx,
  asked: Asked,
): Promise<readonly OwnCall[]> => {
  if (!mayAnywhere(asked.actor, 'call.read')) return []
  const { home } = asked
  const rows = await rowsOf(tx, asked)
  const people = [...new Set(rows.flatMap(({ person }) => person ?? []))]
  const names = await openFields({ keys }, tx, { home, people, fields: ['name'] })
  return rows.map((row) => ({
    ...{ id: row.id, place: row.place as PlaceCode, outcome: row.outcome }, // stored from a checked code
    about: names.get(row.person ?? '')?.get('name') ?? openCall(keys, home, row).about,
    dueAt: new Date(row.due_at).toISOString(),
    todo: row.answered ? 'close' : 'callBack',
  }))
}
