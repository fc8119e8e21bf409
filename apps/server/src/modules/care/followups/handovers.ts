import type { ReplyOf, RouteOf } from '@lianfang/contract'
import type { Actor } from '@lianfang/domain/org'
import type { Instant, PlaceCode } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { ownCalls } from '../desk/own-calls.js'
import { takingBackLines } from '../life/read-asks.js'
import type { CareNeeds } from '../needs.js'
import { openFields, personKey } from '../people/secrets.js'

type Handovers = ReplyOf<RouteOf<'followup.today'>>['handovers']

type Asked = {
  readonly home: string
  readonly actor: Actor
  readonly team: string | undefined
  readonly now: Date
  /** Whose people: conditions on `d`. */
  readonly whose: RawBuilder<unknown>
}

// A line each: more than a few at once are a reform of townships and not a day's news.
const mostTold = 20

type MoveRow = {
  readonly id: string
  readonly person: string
  readonly to: string
  readonly state: 'asked' | 'refused'
  readonly reason_sealed: Buffer | null
}

/** Moves of these people that wait for their answer, or were refused and nobody has read it. */
const movesOf = (tx: Tx, { home, whose }: Asked): Promise<MoveRow[]> =>
  tx.rows(sql<MoveRow>`
    select m.id, m.person, coalesce(nullif(concat_ws(' ', c.name, t.name), ''), m.to_township) as "to", m.state, m.reason_sealed
    from care.move m join care.person d on d.home = m.home and d.id = m.person
      left join kernel.division t on t.code = m.to_township left join kernel.division c on c.code = m.other
    where m.home = ${home} and (m.state = 'asked' or (m.state = 'refused' and m.refusal_read_at is null))
      and m.side is distinct from 'takes' and d.home = ${home} and ${whose}
    order by m.asked_at desc, m.id limit ${mostTold}`)

const moving = async (
  { keys }: Pick<CareNeeds, 'keys'>,
  tx: Tx,
  asked: Asked,
): Promise<Pick<Handovers, 'moves' | 'refused'>> => {
  const { home } = asked
  const rows = await movesOf(tx, asked)
  const names = await openFields({ keys }, tx, { home, people: rows.map((r) => r.person), fields: ['name'] })
  const told = (r: MoveRow) => ({ personId: r.person, name: names.get(r.person)?.get('name') ?? '', to: r.to })
  const refused: Handovers['refused'][number][] = []
  for (const row of rows.filter(({ state }) => state === 'refused')) {
    const { id, person, reason_sealed: sealed } = row
    const at = { county: home, person, field: `move-reason:${id}` }
    const reason = sealed === null ? null : keys.open({ key: await personKey(tx, home, person), at, sealed })
    refused.push({ id, ...told(row), reason })
  }
  return { moves: rows.filter(({ state }) => state === 'asked').map(told), refused }
}

const standingIn = (
  tx: Tx,
  { home, actor: { accountId: account }, team, now }: Asked,
): Promise<Handovers['standIns']> =>
  tx.rows(sql<Handovers['standIns'][number]>`
    select t.name as team, x.name as absent, y.name as substitute, s.from_day as "from", s.until_day as "until",
      s.from_at <= ${now} as "begun", s.substitute = ${account}::uuid as "mine"
    from care.substitute s join care.team t on t.home = s.home and t.id = s.team
      join kernel.account x on x.id = s.absent join kernel.account y on y.id = s.substitute
    where s.home = ${home} and s.ended_at is null and s.until_at > ${now}
      and (s.substitute = ${account}::uuid or s.absent = ${account}::uuid or s.team = ${team ?? null}::uuid)
    order by s.from_day, s.id limit ${mostTold}`)

/** A desk whose last hand-over is to this account and waits for an answer. */
const desksFor = async (tx: Tx, { home, actor: { accountId: account } }: Asked): Promise<Handovers['desks']> => {
  const rows = await tx.rows(sql<{ place: string; name: string; from: string | null; at: Instant }>`
    select h.place, v.name, a.name as "from", h.at from care.desk_handover h
      join kernel.division v on v.code = h.place left join kernel.account a on a.id = h.from_account
    where h.home = ${home} and h.to_account = ${account}::uuid and h.accepted_at is null
      and not exists (select from care.desk_handover n where n.home = h.home and n.place = h.place and (n.at, n.id) > (h.at, h.id))
    order by h.at desc limit ${mostTold}`)
  return rows.map(({ place, name, from, at }) => ({
    ...{ place: place as PlaceCode, name, from: from ?? '' }, // stored from a checked code
    at: new Date(at).toISOString(),
  }))
}

/** People on their way to another place or refused there, and who stands in for whom: what a worker would else learn when somebody is gone. */
export const handoversOf = async (needs: Pick<CareNeeds, 'keys'>, tx: Tx, asked: Asked): Promise<Handovers> => {
  const { home, actor, whose } = asked
  const [given, takingBack, standIns, desks, calls] = await Promise.all([
    moving(needs, tx, asked),
    takingBackLines(needs, tx, { home, reader: actor.accountId, whose, limit: mostTold }),
    standingIn(tx, asked),
    desksFor(tx, asked),
    ownCalls(needs, tx, { home, actor, limit: mostTold }),
  ])
  return { ...given, takingBack, standIns, desks, calls: [...calls] }
}

export const noHandovers: Handovers = {
  moves: [],
  refused: [],
  takingBack: [],
  standIns: [],
  desks: [],
  calls: [],
}
