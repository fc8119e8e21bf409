import { type Freshness, freshnesses, type ObstacleKind, obstacleKinds } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { reportRules, type SupplyNeeds } from '../needs.js'
import { owedBy } from './list-enterprises.js'
import { freshnessColumn, type Owed } from './sql.js'
import { newestFigures } from './sql-parts.js'

type StandRow = {
  readonly freshness: Freshness
  readonly n: number
  readonly doubted: number
  readonly back: number
  readonly of: number
  readonly obstacles: readonly ObstacleKind[]
}

/** Open enterprises of a place by how fresh their reports are. The obstacles are one entry an enterprise. */
const standing = (tx: Tx, place: string, owed: Owed): Promise<StandRow[]> =>
  tx.rows(sql<StandRow>`
    with open as (
      select ${freshnessColumn(owed)} as freshness, coalesce(s.open_doubts, 0) > 0 as doubted,
        s.workforce_back as back, s.workforce_of as of, s.obstacles
      from supply.enterprise e left join supply.enterprise_state s on s.home = e.home and s.enterprise = e.id
      where e.place >= ${place} and e.place < ${`${place}:`} and e.closed_on is null)
    select freshness, count(*)::int as n, count(*) filter (where doubted)::int as doubted,
      coalesce(sum(back), 0)::bigint as back, coalesce(sum("of"), 0)::bigint as of,
      coalesce((select array_agg(o) from open p, unnest(p.obstacles) o where p.freshness = open.freshness), '{}') as obstacles
    from open group by freshness`)

type KindRow = {
  readonly kind: string
  readonly makers: number
  readonly counted: number
  readonly made: number
  readonly in_stock: number
  readonly on_order: number
  readonly capacity: number
}

/** What is made, in stock and on order of each kind: sums of those whose newest figures are of the owed day or newer. */
const byKind = (tx: Tx, place: string, owed: Owed): Promise<KindRow[]> =>
  tx.rows(sql<KindRow>`
    select d.kind, count(distinct d.enterprise)::int as makers,
      count(distinct d.enterprise) filter (where f.last_day >= ${owed.owedDay}::date)::int as counted,
      coalesce(sum(f.made) filter (where f.last_day >= ${owed.owedDay}::date), 0)::bigint as made,
      coalesce(sum(f.in_stock) filter (where f.last_day >= ${owed.owedDay}::date), 0)::bigint as in_stock,
      coalesce(sum(f.on_order) filter (where f.last_day >= ${owed.owedDay}::date), 0)::bigint as on_order,
      coalesce(sum(d.capacity), 0)::bigint as capacity
    from supply.enterprise e join supply.product d on d.home = e.home and d.enterprise = e.id and d.closed_on is null
      ${newestFigures}
    where e.place >= ${place} and e.place < ${`${place}:`} and e.closed_on is null
    group by d.kind`)

const countEach = <K extends string>(keys: readonly K[], count: (key: K) => number): Record<K, number> =>
  Object.fromEntries(keys.map((key) => [key, count(key)])) as Record<K, number> // every key was just counted

/** How reporting stands in a place and what there is of each kind (E1). */
export const readTotals = async (needs: SupplyNeeds, { scope, actor, query, require }: Call<'enterprise.totals'>) => {
  require({ place: query.place })
  const rules = await reportRules(needs, actor.place)
  const owed = owedBy(rules, needs.zone)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const rows = await standing(tx, query.place, owed)
      const kinds = await byKind(tx, query.place, owed)
      const sum = (pick: (row: StandRow) => number): number => rows.reduce((total, row) => total + pick(row), 0)
      return {
        owedDay: owed.owedDay,
        enterprises: sum((row) => row.n),
        byFreshness: countEach(freshnesses, (key) => rows.find((row) => row.freshness === key)?.n ?? 0),
        doubted: sum((row) => row.doubted),
        withObstacle: countEach(obstacleKinds, (key) => sum((row) => row.obstacles.filter((o) => o === key).length)),
        workforceBack: sum((row) => row.back),
        workforceOf: sum((row) => row.of),
        kinds: kinds.map(({ in_stock: inStock, on_order: onOrder, ...kind }) => ({ ...kind, inStock, onOrder })),
      }
    },
    { readOnly: true },
  )
}
