import type { RoundState } from '@lianfang/domain/care'
import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { LifeRow } from '../people/life-row.js'

type RoundRow = {
  readonly id: string
  readonly started_at: Instant
  readonly completed_at: Instant | null
  readonly name: string | null
  readonly well: number
  readonly unwell: number
  readonly refused: number
  readonly absent: number
}

const ofState = (state: RoundState) => sql`count(*) filter (where q.state = ${state})::int`

/** The last rounds of a home, the newest first. */
export const roundsOf = (tx: Tx, home: string, careHome: string): Promise<RoundRow[]> =>
  tx.rows(sql<RoundRow>`
    select r.id, r.started_at, r.completed_at, a.name, n.* from care.care_home_round r
      left join kernel.account a on a.id = r.account
      cross join lateral (
        select ${ofState('well')} as well, ${ofState('unwell')} as unwell, ${ofState('refused')} as refused,
          ${ofState('absent')} as absent
        from care.care_home_part q where q.home = r.home and q.round = r.id) n
    where r.home = ${home} and r.care_home = ${careHome} order by r.started_at desc, r.id desc limit 14`)

/** The round that may be gone on with: the newest, if nobody has finished it since it began. */
export const openRoundOf = (tx: Tx, at: { home: string; careHome: string; after: Date }) =>
  tx.row(sql<{ id: string }>`
    select id from care.care_home_round where home = ${at.home} and care_home = ${at.careHome} and completed_at is null
      and started_at > ${at.after} and started_at > coalesce((select max(started_at) from care.care_home_round
        where home = ${at.home} and care_home = ${at.careHome} and completed_at is not null), '-infinity')
    order by started_at desc limit 1`)

export const roundById = (tx: Tx, home: string, id: string) =>
  tx.row(sql<{ care_home: string; completed_at: Instant | null }>`
    select care_home, completed_at from care.care_home_round where home = ${home} and id = ${id}`)

type NewRound = {
  readonly home: string
  readonly id: string
  readonly careHome: string
  readonly at: Date
  readonly account: string
}

export const addRound = (tx: Tx, r: NewRound): Promise<number> =>
  tx.run(sql`
    insert into care.care_home_round (home, id, care_home, started_at, account)
    values (${r.home}, ${r.id}, ${r.careHome}, ${r.at}, ${r.account}) on conflict (home, id) do nothing`)

/**
 * A round is finished once; the home's last whole round follows. It counts from when it began: who was looked at first has
 * waited longest when the next one is due, and a part that comes a day later puts nothing off.
 */
export const completeRound = async (tx: Tx, at: { home: string; id: string; careHome: string; now: Date }) => {
  await tx.run(sql`
    update care.care_home_round set completed_at = ${at.now}
    where home = ${at.home} and id = ${at.id} and completed_at is null`)
  await tx.run(sql`
    update care.care_home set last_round_at = greatest(last_round_at, (select started_at from care.care_home_round
      where home = ${at.home} and id = ${at.id}))
    where home = ${at.home} and id = ${at.careHome}`)
}

type NewPart = {
  readonly home: string
  readonly round: string
  readonly person: string
  readonly careHome: string
  readonly followup: string
  readonly state: RoundState
}

export const addPart = (tx: Tx, p: NewPart): Promise<number> =>
  tx.run(sql`
    insert into care.care_home_part (home, round, person, care_home, followup, state)
    values (${p.home}, ${p.round}, ${p.person}, ${p.careHome}, ${p.followup}, ${p.state}) on conflict do nothing`)

export const partsOf = (tx: Tx, home: string, round: string) =>
  tx.rows(sql<{ person: string; followup: string }>`
    select person, followup from care.care_home_part where home = ${home} and round = ${round}`)

export type AskedRow = LifeRow & { readonly person: string; readonly village: string | null }

/** Who is on a roster, with what decides whether the round asks for them. */
export const rosterStates = (tx: Tx, home: string, careHome: string): Promise<AskedRow[]> =>
  tx.rows(sql<AskedRow>`
    select r.person, p.village, p.life, p.life_since, p.away, p.resumed_at, p.resumed_from
    from care.care_home_resident r join care.person p on p.home = r.home and p.id = r.person
    where r.home = ${home} and r.care_home = ${careHome}`)
