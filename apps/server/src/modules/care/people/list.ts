import { lateSince } from '@lianfang/domain/care'
import { addDays, countyOf, dayIn, HOUR_MS, instantOf, type PlaceCode, startOfDay } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { countedAtMost, type InAll, inAllOf, inTransaction, type Scope, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { nameQuery, numberQuery, phoneQuery } from '../../../kernel/keys/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { isAskedBack } from '../life/ask-sql.js'
import type { CareNeeds } from '../needs.js'
import { peopleInAll } from './in-all.js'
import { goneRank } from './record.js'
import {
  afterCursor,
  dueBefore,
  endOfTime,
  inPlace,
  type ListCursor,
  type ListedRow,
  listedColumns,
  listedFrom,
  listedOf,
  ofTier,
  openRows,
  rangesOf,
  readCursor,
  writeCursor,
} from './rows.js'

export type Filter = Pick<Call<'person.list'>['query'], 'place' | 'tier' | 'state'> & {
  readonly team?: string | undefined
  readonly village?: 'none' | undefined
}

// As the counters do: overdue from the end of the hour in which it fell due, so that list and figure agree.
const fullHour = (now: number): Date => new Date(Math.floor(now / HOUR_MS) * HOUR_MS)

const byDueMoment = (state: Filter['state']): boolean =>
  state === 'overdue' || state === 'lateTownship' || state === 'lateCounty'

/** Whoever is due before this is in the list of the overdue, or of those who have climbed so high (CARE-LATE-2, -3). */
export const overdueBefore = async (needs: CareNeeds, home: string, state: Filter['state']): Promise<Date> => {
  const now = instantOf(needs.now())
  if (state === 'offerToday' || state === 'firstContact')
    return new Date(startOfDay(addDays(dayIn(now, needs.zone), 1), needs.zone))
  if (state !== 'lateTownship' && state !== 'lateCounty') return fullHour(now)
  const { late } = await needs.policy.care(home as PlaceCode, dayIn(now, needs.zone)) // a county's code, stored from a checked one
  return new Date(lateSince(state === 'lateTownship' ? 2 : 3, now, openGate(late)))
}

/** Lists of those who stand in no other. */
const ofGone = new Set<Filter['state']>(['gone', 'doubtfulDeath', 'askedBack'])

const stateCondition = (home: string, state: Filter['state'], before: Date): RawBuilder<unknown> => {
  switch (state) {
    case 'overdue':
    case 'lateTownship':
    case 'lateCounty':
      return sql`d.due_at < ${before}`
    case 'provisional':
      return sql`p.provisional <> '{}'`
    case 'firstContact':
      return sql`d.reason = 'firstContact' and d.due_at >= ${before}`
    case 'neverReached':
      return sql`d.rank in (0, 2) and d.lifted is distinct from 'green'`
    case 'withoutTeam':
      return sql`d.team is null`
    case 'withoutVillage':
      return sql`d.village is null`
    case 'waiting':
      return sql`p.waiting_tier is not null`
    case 'admitted':
    case 'refusing':
      return sql`p.life = ${state}`
    case 'offerToday':
      return sql`p.life = 'refusing' and d.due_at < ${before}`
    case 'away':
      return sql`p.away`
    case 'doubtfulDeath':
      return sql`d.two_way_at[1] > p.life_since`
    case 'askedBack':
      return isAskedBack(home)
    case 'gone':
    case 'all':
      return sql`true`
  }
}

/** The conditions of a list: place, tier, state, team. All on plain columns, so that row security keeps its indexes. */
const conditions = (home: string, filter: Filter, before: Date): RawBuilder<unknown> => sql`
  d.home = ${home} and ${inPlace(filter.place)}
  and ${filter.tier === undefined ? sql`true` : ofTier(filter.tier)}
  and ${filter.team === undefined ? sql`true` : sql`d.team = ${filter.team}::uuid`}
  and ${filter.village === undefined ? sql`true` : sql`d.village is null`}
  and ${ofGone.has(filter.state) ? sql`d.rank = ${goneRank}` : sql`d.rank < ${goneRank}`}
  and ${stateCondition(home, filter.state, before)}`

type Source = {
  readonly home: string
  readonly filter: Filter
  readonly before: Date
  readonly after: ListCursor | null
  readonly limit: number
}

/** The overdue, the new and a tier are read range by range; everybody else in the order of the index. */
const sourceOf = ({ home, filter, before, after, limit }: Source): RawBuilder<unknown> => {
  const { place, team, state, tier } = filter
  const whose = sql`${inPlace(place)} and ${team === undefined ? sql`true` : sql`d.team = ${team}::uuid`}`
  const at = { home, cursor: after, limit }
  const ranges = rangesOf(tier)
  if (state === 'firstContact') {
    const never = ranges.map(({ ranks, who }) => ({ ranks: ranks.filter((rank) => rank % 2 === 0), who }))
    const since = { whose: sql`${whose} and d.reason = 'firstContact'`, from: before, before: endOfTime }
    return listedOf(dueBefore({ ...at, ...since, ranges: never }))
  }
  if (byDueMoment(state)) return listedOf(dueBefore({ ...at, whose, before, ranges }))
  const plain = state === 'all' && tier !== undefined && filter.village === undefined
  return plain ? listedOf(dueBefore({ ...at, whose, before: null, ranges })) : listedFrom
}

/** A page of people behind a cursor, in the order of lists: of the screen and of the file alike. */
export const peopleOf = (tx: Tx, at: Source): Promise<ListedRow[]> =>
  tx.rows(sql<ListedRow>`
    select ${listedColumns} from ${sourceOf(at)}
    where ${conditions(at.home, at.filter, at.before)} and ${afterCursor(at.after)}
    order by d.rank, d.due_order, d.person limit ${at.limit}`)

type Counting = { readonly scope: Scope; readonly query: Filter; readonly before: Date }

const countPeople = (tx: Tx, { scope, query, before }: Counting): Promise<InAll> => {
  const { place, state, tier, team, village } = query
  const home = scope.county
  const source = sourceOf({ home, filter: query, before, after: null, limit: countedAtMost })
  const asked = { scope, place, state, tier, partly: team !== undefined || village !== undefined, before }
  return peopleInAll(tx, asked, sql`${source} where ${conditions(home, query, before)}`)
}

/** Key people of a place, riskiest and latest first, a page at a time. */
export const listPeople = async (needs: CareNeeds, { scope, query, actor, require }: Call<'person.list'>) => {
  require({ place: query.place })
  const home = scope.county
  if (query.place.length >= 6 && countyOf(query.place) !== home) throw problem('place.outside')
  const before = await overdueBefore(needs, home, query.state)
  const read = async (tx: Tx) => {
    const rows = await peopleOf(tx, {
      ...{ home, filter: query, before, after: readCursor(query.cursor) },
      limit: query.limit + 1,
    })
    const shown = rows.slice(0, query.limit)
    const detail = { tier: query.tier ?? null, state: query.state }
    const [{ people }] = await Promise.all([
      openRows(needs, tx, { rows: shown, home }),
      writeAudit(tx, actor, { action: 'person.list', place: query.place, count: shown.length, detail }),
    ])
    const last = shown.at(-1)
    const inAll = await inAllOf({ cursor: query.cursor, read: rows.length, limit: query.limit }, () =>
      countPeople(tx, { scope, query, before }),
    )
    return { rows: people, next: rows.length > query.limit && last !== undefined ? writeCursor(last) : null, inAll }
  }
  return inTransaction(needs.db.app, scope, read, { noted: true })
}

/** What somebody typed, as the tokens it must match: a number or phone when it is mostly digits, else a name. */
export const tokensOf = (needs: CareNeeds, text: string): readonly (readonly Buffer[])[] => {
  const digits = text.replace(/\D/g, '')
  const numeric = digits.length >= 4 && digits.length >= text.replace(/[\s-]/g, '').length - 1
  const tokens = (part: Parameters<CareNeeds['keys']['blindIndexAll']>[0]): Buffer[] =>
    needs.keys.blindIndexAll(part).map((t) => t.token)
  // A run of digits may be a phone or a number: either may match. Every part of a name must.
  if (numeric) return [[...phoneQuery(text), ...numberQuery(text)].flatMap(tokens)]
  return nameQuery(text).map(tokens)
}

/** The condition of a search over `care.due d`; null where nothing was typed that could be found. */
export const foundBy = (needs: CareNeeds, home: string, text: string): RawBuilder<unknown> | null => {
  const [first, ...others] = tokensOf(needs, text)
  if (first === undefined) return null
  const also = others.map(
    (g) => sql`exists (select from care.person_token x
      where x.home = ${home} and x.person = d.person and x.token = any(${g}::bytea[]))`,
  )
  const one = sql`d.person in (select person from care.person_token where home = ${home} and token = any(${first}::bytea[]))`
  return sql.join([one, ...also], sql` and `)
}

export const searchLimit = 50

/** Search by name, number or phone through keyed hashes; nothing typed is written anywhere. */
export const searchPeople = async (needs: CareNeeds, { scope, body, actor, require }: Call<'person.search'>) => {
  require({ place: body.place })
  const home = scope.county
  const found = foundBy(needs, home, body.text)
  if (found === null) return { rows: [] }
  const find = async (tx: Tx) => {
    const rows = await tx.rows(sql<ListedRow>`
      select ${listedColumns} from ${listedFrom}
      where d.home = ${home} and ${inPlace(body.place)} and ${found}
      order by d.rank, d.due_order, d.person limit ${searchLimit}`)
    const [{ people }] = await Promise.all([
      openRows(needs, tx, { rows, home }),
      writeAudit(tx, actor, { action: 'person.search', place: body.place, count: rows.length }),
    ])
    return { rows: people }
  }
  return inTransaction(needs.db.app, scope, find, { noted: true })
}
