import { goneRank } from '../../apps/server/src/modules/care/people/record.js'
import type { World } from './world.js'

const onCounters = `
  select concat_ws(' ', place, metric, bucket) as key, n::int from kernel.counter
  where n <> 0 and length(place) = 12 and metric in ('ledger', 'red', 'yellow', 'green', 'provisional', 'waiting', 'never', 'noTeam', 'due')
  union all
  select concat_ws(' ', team, metric, bucket), n::int from kernel.team_counter
  where n <> 0 and metric in ('ledger', 'red', 'yellow', 'green', 'provisional', 'waiting', 'never', 'due')`

const ofPeople = `
  select concat_ws(' ', whose, metric, bucket) as key, count(*)::int as n
  from care.person p join care.due d on d.home = p.home and d.person = p.id
    cross join lateral (values (p.village, true), (p.team::text, false)) as s (whose, is_place)
    cross join lateral (values ('ledger', 0, true), (p.tier, 0, true), ('provisional', 0, p.provisional <> '{}'),
      ('waiting', 0, p.waiting_tier is not null), ('never', 0, d.two_way_at = '{}' and p.tier <> 'green'),
      ('noTeam', 0, is_place and p.team is null),
      ('due', floor(extract(epoch from d.due_at) / 3600)::int, d.due_at is not null)) as c (metric, bucket, counts)
  where c.counts and d.rank < ${goneRank} and whose is not null group by 1`

type Sums = Readonly<Record<string, number>>

const sums = async (w: World, statement: string): Promise<Sums> => {
  const { rows } = await w.admin.query<{ key: string; n: number }>(statement)
  return Object.fromEntries(rows.map((row) => [row.key, row.n]))
}

/** What the counters of villages and teams say of people, once they are settled. */
export const countedSoFar = (w: World): Promise<Sums> => sums(w, onCounters)

/** The same counted one by one. */
export const countedOnPeople = (w: World): Promise<Sums> => sums(w, ofPeople)
