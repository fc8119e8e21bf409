import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import { type MoveRow, moveColumns } from './sql.js'

export type MoveFilter = {
  readonly of: { readonly place: string } | { readonly account: string }
  readonly state: string | null
  readonly open: boolean
  readonly kind: string | null
  readonly mode: string | null
  readonly source: string | null
  readonly urgency: string | null
  readonly to: string | null
  readonly from: string | null
  readonly delayed: 'any' | 'here' | null
  readonly undecided: boolean
  readonly text: string | null
  readonly sort: 'expected' | 'newest' | 'urgency'
  readonly now: Date
  readonly climbHours: number
}

const ofWhom = (of: MoveFilter['of']): RawBuilder<unknown> =>
  'place' in of
    ? sql`(m.place >= ${of.place} and m.place < ${`${of.place}:`} or m.to_place >= ${of.place} and m.to_place < ${`${of.place}:`})`
    : sql`exists (select from supply.store_reach r where r.account = ${of.account}::uuid and r.store in (m.from_store, m.to_store))`

/** How often an alarm has climbed before it comes to the desk of a place: none to the county's, one to the prefecture's, and so on. */
const climbsTo = (of: MoveFilter['of']): number => {
  const digits = 'place' in of ? of.place.length : 6
  return digits >= 6 ? 0 : digits >= 4 ? 1 : digits >= 2 ? 2 : 3
}

const ringing = ({ delayed, of, now, climbHours }: MoveFilter): RawBuilder<unknown> => {
  if (delayed === null) return sql``
  const hours = delayed === 'here' ? climbsTo(of) * climbHours : 0
  return sql`and m.alarm_from <= ${now}::timestamptz - make_interval(hours => ${Math.ceil(hours)})`
}

/** What a list and its count look through. */
export const movesListed = (f: MoveFilter): RawBuilder<unknown> => sql`
  supply.move m
  where ${ofWhom(f.of)}
    and (${f.state}::text is null or m.state = ${f.state})
    and (not ${f.open}::boolean or m.state in ('planned', 'onTheRoad', 'arrived'))
    and (${f.mode}::text is null or ${f.mode} = any(m.modes))
    and (${f.source}::text is null or m.source = ${f.source})
    and (${f.urgency}::text is null or m.urgency = ${f.urgency})
    and (${f.to}::uuid is null or m.to_store = ${f.to}::uuid)
    and (${f.from}::uuid is null or m.from_store = ${f.from}::uuid)
    and (not ${f.undecided}::boolean or m.undecided)
    and (${f.kind}::text is null
      or exists (select from supply.move_line l where l.home = m.home and l.move = m.id and l.kind = ${f.kind})
      or exists (select from supply.move_want w where w.home = m.home and w.move = m.id and w.kind = ${f.kind}))
    and (${f.text}::text is null or strpos(lower(concat_ws(' ', m.reference, m.from_name, m.to_name, m.party)), lower(${f.text}::text)) > 0)
    ${ringing(f)}`

const urgencyOf = (alias: RawBuilder<unknown>) =>
  sql`array_position(array['critical', 'urgent', 'routine'], ${alias}.urgency)`
const expectedOf = (alias: RawBuilder<unknown>) =>
  sql`coalesce(${alias}.expected_at, ${alias}.promised_at, 'infinity'::timestamptz)`

/** What a list is ordered by, of a row and of the last one before it. */
const keysOf = (sort: MoveFilter['sort'], alias: RawBuilder<unknown>): RawBuilder<unknown> => {
  if (sort === 'newest') return sql`-extract(epoch from ${alias}.at), ${alias}.id`
  if (sort === 'urgency') return sql`${urgencyOf(alias)}, ${expectedOf(alias)}, ${alias}.id`
  return sql`${expectedOf(alias)}, ${alias}.id`
}

export const movesIn = (
  tx: Tx,
  f: MoveFilter & { readonly after: string | null; readonly limit: number },
): Promise<MoveRow[]> =>
  tx.rows(sql<MoveRow>`
    select ${moveColumns} from ${movesListed(f)}
      and (${f.after}::uuid is null
        or (${keysOf(f.sort, sql`m`)}) > (select ${keysOf(f.sort, sql`a`)} from supply.move a where a.id = ${f.after}::uuid))
    order by ${keysOf(f.sort, sql`m`)} limit ${f.limit}`)
