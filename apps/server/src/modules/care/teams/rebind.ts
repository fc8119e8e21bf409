import { servedBy } from '@lianfang/domain/care'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { bulkId } from '../../../kernel/ids/index.js'
import { leaveInbox } from '../../../kernel/settle/index.js'
import { followTeams } from '../alarms/follow-person.js'
import { goneRank } from '../people/record.js'
import { bindingsOf } from './sql-bindings.js'

type Rebinding = {
  readonly home: string
  /** Whose bindings may have changed: conditions on `care.person p`. */
  readonly whose: RawBuilder<unknown>
  /** The fact by which they did: the counters' changes name it. */
  readonly fact: string
  readonly now: Date
}

/** Whoever has another team now. */
type Moved = { readonly person: string; readonly from: string | null; readonly to: string | null }

/**
 * Gives people the team that their closest binding names (CARE-TEAM-2), after bindings, grids or households changed; to be asked
 * inside `holdServing` or `passing`. Who died or moved away follows too: a mistake that is taken back must not
 * bring them back to a team that has long given them up. Answers whose team changed.
 */
export const rebind = async (tx: Tx, { home, whose, fact, now }: Rebinding): Promise<readonly Moved[]> => {
  const moved = (await bindingsOf(tx, home, whose))
    .map((one) => ({ person: one.id, from: one.team, to: servedBy(one)?.team ?? null }))
    .filter(({ from, to }) => from !== to)
  if (moved.length === 0) return moved
  await giveTeams(tx, { home, fact, now, moved })
  await followTeams(tx, { home, moved })
  return moved
}

type Giving = Pick<Rebinding, 'home' | 'fact' | 'now'> & { readonly moved: readonly Moved[] }

/**
 * The counters follow as deltas of what each person contributes, taken from the team before and given to the new one: grouped,
 * because a village moves as one. Locked first: a follow-up that came in between reading and moving was taken from the old team
 * as due at another hour than it had been given.
 */
const giveTeams = async (tx: Tx, { home, fact, now, moved }: Giving): Promise<void> => {
  const given = sql`unnest(${moved.map((m) => m.person)}::uuid[], ${moved.map((m) => m.to)}::uuid[]) as n (person, team)`
  await tx.run(sql`
    with moved as (
      select p.id, coalesce(p.village, p.township) as place, p.team, n.team as next, p.tier,
        p.provisional <> '{}' as provisional, p.waiting_tier is not null as waiting,
        d.two_way_at = '{}' and p.tier <> 'green' as never, d.due_at, d.rank < ${goneRank} as here
      from ${given} join care.person p on p.home = ${home} and p.id = n.person
        join care.due d on d.home = p.home and d.person = p.id
      order by p.id for update of p, d),
    sides as (
      select m.*, s.side, s.sign from moved m
        cross join lateral (values (m.team, -1), (m.next, 1)) as s (side, sign)
      where m.here and m.team is distinct from m.next)
    insert into kernel.delta (fact, county, place, team, metric, bucket, n)
    select ${fact}::uuid, ${home}, s.place, s.side, c.metric, c.bucket, sum(s.sign)::int
    from sides s cross join lateral (values
      ('ledger', 0, true), (s.tier, 0, true), ('provisional', 0, s.provisional), ('waiting', 0, s.waiting),
      ('never', 0, s.never), ('noTeam', 0, s.side is null),
      ('due', floor(extract(epoch from s.due_at) / 3600)::int, s.due_at is not null)) as c (metric, bucket, counts)
    where c.counts group by 3, 4, 5, 6`)
  await tx.run(sql`
    update care.person p set team = n.team, team_since = ${now} from ${given} where p.home = ${home} and p.id = n.person`)
  await tx.run(sql`update care.due d set team = n.team from ${given} where d.home = ${home} and d.person = n.person`)
}

/** Tells the screens of every team that has more people or fewer now. */
export const tellTeams = (
  tx: Tx,
  { home, township, teams }: { readonly home: string; readonly township: string; readonly teams: readonly string[] },
): Promise<void> =>
  leaveInbox(
    tx,
    [...new Set(teams)].map((team) => ({
      id: bulkId(),
      county: home,
      kind: 'care.team-changed',
      subject: team,
      township,
      village: null,
      team,
    })),
  )

/** The teams that people came from and went to. */
export const teamsOfMoved = (moved: readonly Moved[]): readonly string[] =>
  [...new Set(moved.flatMap(({ from, to }) => [from, to]))].filter((team) => team !== null)
