import type { ReplyOf, RouteOf } from '@lianfang/contract'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

export type Handovers = ReplyOf<RouteOf<'followup.today'>>['handovers']

type Asked = {
  readonly home: string
  readonly account: string
  readonly team: string | undefined
  readonly now: Date
  /** Whose people: conditions on `d`. */
  readonly whose: RawBuilder<unknown>
}

/** People on their way to another place, and who stands in for whom: what a worker would else learn when somebody is gone. */
export const handoversOf = async (tx: Tx, a: Asked): Promise<Handovers> => {
  const moves = await tx.row(sql<{ n: number }>`
    select count(*)::int as n from care.move m join care.person d on d.home = m.home and d.id = m.person
    where m.home = ${a.home} and m.state = 'asked' and m.side is distinct from 'takes' and d.home = ${a.home} and ${a.whose}`)
  const standIns = await tx.rows(sql<Handovers['standIns'][number]>`
    select t.name as team, x.name as absent, y.name as substitute, s.from_day as "from", s.until_day as "until",
      s.from_at <= ${a.now} as "begun", s.substitute = ${a.account}::uuid as "mine"
    from care.substitute s join care.team t on t.home = s.home and t.id = s.team
      join kernel.account x on x.id = s.absent join kernel.account y on y.id = s.substitute
    where s.home = ${a.home} and s.ended_at is null and s.until_at > ${a.now}
      and (s.substitute = ${a.account}::uuid or s.absent = ${a.account}::uuid or s.team = ${a.team ?? null}::uuid)
    order by s.from_day, s.id limit 10`)
  return { moves: moves?.n ?? 0, standIns }
}

export const noHandovers: Handovers = { moves: 0, standIns: [] }
