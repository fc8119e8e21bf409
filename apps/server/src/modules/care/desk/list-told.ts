import { type Language, messagesOf, type ToldRow } from '@lianfang/contract'
import { toldStateOf } from '@lianfang/domain/care'
import { countyOf } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { countUpTo, type InAll, inAllOf, inTransaction, type Scope, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { clockIn } from '../people/export.js'
import { counterOf, seesAll } from '../people/in-all.js'
import { foundBy, searchLimit } from '../people/list.js'
import { goneRank } from '../people/record.js'
import { afterCursor, inPlace, openRows, readCursor, writeCursor } from '../people/rows.js'
import { afterPlace, ofState, type PlaceCursor, type ToldListed, toldFrom, toldRows } from './sql-told.js'

type Filter = Pick<Call<'told.list'>['query'], 'place' | 'state' | 'team' | 'sort'>

const whose = (home: string, { place, state, team }: Omit<Filter, 'sort'>): RawBuilder<unknown> => sql`
  d.home = ${home} and ${inPlace(place)} and d.rank < ${goneRank} and ${ofState(state)}
  and ${team === undefined ? sql`true` : sql`d.team = ${team}::uuid`}`

const readPlaceCursor = (text: string | undefined): PlaceCursor | null => {
  if (text === undefined) return null
  const [, place, id] = /^(\d{9}|\d{12})~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(text) ?? []
  if (place === undefined || id === undefined) throw problem('cursor.stale')
  return { place, id }
}

const afterOf = ({ sort }: Filter, cursor: string | undefined): RawBuilder<unknown> =>
  sort === 'risk' ? afterCursor(readCursor(cursor)) : afterPlace(readPlaceCursor(cursor))

const cursorOf = ({ sort }: Filter, row: ToldListed): string =>
  sort === 'risk' ? writeCursor(row) : `${row.order_place}~${row.id}`

const opened = async (needs: CareNeeds, tx: Tx, home: string, rows: readonly ToldListed[]): Promise<ToldRow[]> => {
  const { people } = await openRows(needs, tx, { rows, home })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return people.flatMap((person) => {
    const row = byId.get(person.id)
    if (row === undefined) return []
    return {
      ...person,
      institution: toldStateOf(row.institution, row.told_institution),
      doctor: toldStateOf(row.doctor, row.told_doctor),
      institutionNumber: row.institution,
      doctorNumber: row.doctor,
      toldAt: row.told_at === null ? null : new Date(row.told_at).toISOString(),
      toldBy: row.told_by,
    }
  })
}

const inside = (place: string, home: string): void => {
  if (place.length >= 6 && countyOf(place as Parameters<typeof countyOf>[0]) !== home) throw problem('place.outside') // a checked code
}

/** How many those are; by the counters where they know, as the figure that was pressed. */
const countTold = async (tx: Tx, scope: Scope, query: Omit<Filter, 'sort'>): Promise<InAll> => {
  const { place, state, team } = query
  if (team !== undefined || state === 'again' || !seesAll(scope, place))
    return countUpTo(tx, toldFrom(whose(scope.county, query)))
  const told = await counterOf(tx, place, 'told')
  return { n: state === 'told' ? told : (await counterOf(tx, place, 'ledger')) - told, more: false }
}

/** Who does not know the numbers in force, or who does, a page at a time (K4). */
export const listTold = async (needs: CareNeeds, { scope, query, actor, require }: Call<'told.list'>) => {
  require({ place: query.place })
  const home = scope.county
  inside(query.place, home)
  const after = afterOf(query, query.cursor)
  const read = async (tx: Tx) => {
    const where = sql`${whose(home, query)} and ${after}`
    const rows = await toldRows(tx, { where, sort: query.sort, limit: query.limit + 1 })
    const shown = rows.slice(0, query.limit)
    const { state } = query
    await writeAudit(tx, actor, { action: 'told.list', place: query.place, count: shown.length, detail: { state } })
    const last = shown.at(-1)
    const { cursor, limit } = query
    return {
      inAll: await inAllOf({ cursor, read: rows.length, limit }, () => countTold(tx, scope, query)),
      rows: await opened(needs, tx, home, shown),
      next: rows.length > query.limit && last !== undefined ? cursorOf(query, last) : null,
    }
  }
  return inTransaction(needs.db.app, scope, read, { noted: true })
}

/** The same by name, number or phone; nothing typed is written anywhere. */
export const searchTold = async (needs: CareNeeds, { scope, body, actor, require }: Call<'told.search'>) => {
  require({ place: body.place })
  const home = scope.county
  inside(body.place, home)
  const found = foundBy(needs, home, body.text)
  if (found === null) return { rows: [] }
  const find = async (tx: Tx) => {
    const where = sql`d.home = ${home} and ${inPlace(body.place)} and d.rank < ${goneRank} and ${found}`
    const rows = await toldRows(tx, { where, sort: 'risk', limit: searchLimit })
    await writeAudit(tx, actor, { action: 'told.search', place: body.place, count: rows.length })
    return { rows: await opened(needs, tx, home, rows) }
  }
  return inTransaction(needs.db.app, scope, find, { noted: true })
}

type Words = {
  readonly headings: readonly string[]
  readonly states: Readonly<Record<ToldRow['doctor'], string>>
  readonly noNumber: string
}

const wordsIn: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    headings: [
      '姓名',
      '年龄',
      '乡镇',
      '村',
      '标识',
      '团队',
      '机构24小时电话',
      '家庭医生电话',
      '最近告知时间',
      '告知人',
    ],
    states: { told: '已告知', again: '号码已变，须再告知', untold: '未告知' },
    noNumber: '尚无号码',
  },
  en: {
    headings: [
      ...['name', 'age', 'township', 'village', 'tier', 'grid team', "institution's 24-hour number"],
      ...["family doctor's number", 'last told', 'told by'],
    ],
    states: { told: 'told', again: 'changed, to be told again', untold: 'not told' },
    noNumber: 'no number yet',
  },
}

const batch = 500

async function* fileRows(needs: CareNeeds, { scope, query }: Call<'told.export'>) {
  const { tiers } = messagesOf(query.language)
  const { states, noNumber } = wordsIn[query.language]
  const clock = clockIn(needs.zone)
  let cursor: string | undefined
  for (;;) {
    const after = afterOf(query, cursor)
    const read = async (tx: Tx) => {
      const where = sql`${whose(scope.county, query)} and ${after}`
      const rows = await toldRows(tx, { where, sort: query.sort, limit: batch })
      return {
        people: await opened(needs, tx, scope.county, rows),
        last: rows.length < batch ? undefined : rows.at(-1),
      }
    }
    const { people, last } = await inTransaction(needs.db.app, scope, read, { readOnly: true })
    for (const p of people) {
      yield [
        ...[p.name, p.age, p.place.split(' ')[0] ?? '', p.village ?? '', tiers[p.tier], p.teamName ?? ''],
        p.institutionNumber === null ? noNumber : states[p.institution],
        p.doctorNumber === null ? noNumber : states[p.doctor],
        ...[clock(p.toldAt), p.toldBy ?? ''],
      ]
    }
    if (last === undefined) return
    cursor = cursorOf(query, last)
  }
}

/** The same list as a file. */
export const exportTold = async (needs: CareNeeds, call: Call<'told.export'>): Promise<undefined> => {
  const { query, scope, actor, require, reply } = call
  require({ place: query.place })
  inside(query.place, scope.county)
  await inTransaction(needs.db.app, scope, (tx) =>
    writeAudit(tx, actor, { action: 'told.export', place: query.place, detail: { state: query.state } }),
  )
  const { headings } = wordsIn[query.language]
  const rows = fileRows(needs, call)
  await needs.sendTable(reply, { format: query.format, name: `told-${query.place}`, headings, rows })
}
