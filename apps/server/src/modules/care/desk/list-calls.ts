import type { DeskCall, Language } from '@lianfang/contract'
import type { DeskValues } from '@lianfang/domain/policy'
import { dayIn, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { countUpTo, inAllOf, inTransaction, type Tx } from '../../../kernel/db/index.js'
import { type Call, type MomentCursor, momentCursor, writeMomentCursor } from '../../../kernel/http/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { clockIn } from '../people/export.js'
import { tokensOf } from '../people/list.js'
import { openCalls } from './call-rows.js'
import { callsIn, callsOf, callsWith } from './sql-calls.js'

/** The desk that a place belongs to: a township's or the county's. A village has none of its own. */
export const deskOf = (place: string, home: string): string => {
  if (place.length >= 6 && !place.startsWith(home)) throw problem('place.outside')
  return place.length >= 9 ? place.slice(0, 9) : home
}

export const deskValues = async (needs: CareNeeds, home: string): Promise<DeskValues> => {
  const care = await needs.policy.care(home as PlaceCode, dayIn(instantOf(needs.now()), needs.zone)) // a county's code
  return openGate(care.desk)
}

/** Calls of a desk, a page at a time; each reading is written down (K4). */
export const listCalls = async (needs: CareNeeds, { scope, query, actor, require }: Call<'call.list'>) => {
  require({ place: query.place })
  const home = scope.county
  const place = deskOf(query.place, home)
  const values = await deskValues(needs, home)
  const after = momentCursor(query.cursor)
  const read = async (tx: Tx) => {
    const { state, sort, limit } = query
    const rows = await callsOf(tx, { home, place, call: query.call ?? null, state, sort, after, limit: limit + 1 })
    const shown = rows.slice(0, limit)
    await writeAudit(tx, actor, { action: 'call.list', place, count: shown.length, detail: { state } })
    const last = shown.at(-1)
    const inAll = await inAllOf({ cursor: query.cursor, read: rows.length, limit }, () =>
      countUpTo(tx, callsIn({ home, place, call: query.call ?? null, state })),
    )
    return {
      inAll,
      rows: await openCalls(needs, tx, { home, rows: shown, values }),
      next: rows.length > limit && last !== undefined ? writeMomentCursor(last) : null,
    }
  }
  return inTransaction(needs.db.app, scope, read, { noted: true })
}

/** Calls by the caller's number or name, or by whom they were about. */
export const searchCalls = async (needs: CareNeeds, { scope, body, actor, require }: Call<'call.search'>) => {
  require({ place: body.place })
  const home = scope.county
  const place = deskOf(body.place, home)
  const values = await deskValues(needs, home)
  const groups = tokensOf(needs, body.text)
  if (groups.length === 0) return { rows: [] }
  const find = async (tx: Tx) => {
    const rows = await callsWith(tx, home, place, groups)
    await writeAudit(tx, actor, { action: 'call.search', place, count: rows.length })
    return { rows: await openCalls(needs, tx, { home, rows, values }) }
  }
  return inTransaction(needs.db.app, scope, find, { noted: true })
}

type Words = {
  readonly headings: readonly string[]
  readonly outcomes: Readonly<Record<DeskCall['outcome'], string>>
  readonly results: Readonly<Record<NonNullable<DeskCall['closed']>['result'], string>>
  readonly late: string
}

const wordsIn: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    headings: [
      ...[
        '来电时间',
        '值班处',
        '接听人',
        '来电号码',
        '来电人',
        '关于',
        '内容',
        '判定',
        '回电时限',
        '逾期',
        '负责',
        '未接通次数',
      ],
      ...['回电时间', '结束时间', '结果', '结束人'],
    ],
    outcomes: { emergency: '立即120', today: '当天处理', advice: '咨询' },
    results: {
      advised: '已指导',
      visited: '已上门',
      sentToHospital: '已送医',
      notReached: '未能联系上',
      noNeed: '无需处理',
      gone: '本人已去世或迁出',
    },
    late: '逾期',
  },
  en: {
    headings: [
      ...[
        'called at',
        'desk',
        'answered by',
        'number',
        'caller',
        'about',
        'what was said',
        'outcome',
        'call back by',
        'late',
      ],
      ...['in hand of', 'unanswered tries', 'called back at', 'closed at', 'result', 'closed by'],
    ],
    outcomes: { emergency: '120 now', today: 'today', advice: 'advice' },
    results: {
      advised: 'advised',
      visited: 'visited',
      sentToHospital: 'sent to hospital',
      notReached: 'not reached',
      noNeed: 'nothing needed',
      gone: 'died or moved away',
    },
    late: 'late',
  },
}

const cellsOf = (c: DeskCall, { outcomes, results, late }: Words, clock: (at: string | null) => string) => [
  ...[clock(c.at), c.place.name, c.by, c.caller.number, c.caller.name, c.about, c.said, outcomes[c.outcome]],
  ...[clock(c.dueAt), c.late > 0 ? late : '', c.owner.name ?? '', c.tries, clock(c.reachedAt)],
  ...(c.closed === null ? ['', '', ''] : [clock(c.closed.at), results[c.closed.result], c.closed.by]),
]

const batch = 200

async function* fileRows(needs: CareNeeds, { scope, query }: Call<'call.export'>, values: DeskValues) {
  const home = scope.county
  const place = deskOf(query.place, home)
  const clock = clockIn(needs.zone)
  let cursor: MomentCursor | null = null
  for (;;) {
    const after: MomentCursor | null = cursor
    const read = async (tx: Tx) => {
      const rows = await callsOf(tx, { home, place, call: null, state: query.state, sort: 'due', after, limit: batch })
      return {
        calls: await openCalls(needs, tx, { home, rows, values }),
        last: rows.length < batch ? null : rows.at(-1),
      }
    }
    const page: Awaited<ReturnType<typeof read>> = await inTransaction(needs.db.app, scope, read, { readOnly: true })
    for (const call of page.calls) yield cellsOf(call, wordsIn[query.language], clock)
    if (page.last == null) return
    cursor = page.last
  }
}

/** The same list as a file. */
export const exportCalls = async (needs: CareNeeds, call: Call<'call.export'>): Promise<undefined> => {
  const { query, scope, actor, require, reply } = call
  require({ place: query.place })
  const place = deskOf(query.place, scope.county)
  const values = await deskValues(needs, scope.county)
  const { state, format, language } = query
  await inTransaction(needs.db.app, scope, (tx) =>
    writeAudit(tx, actor, { action: 'call.export', place, detail: { state } }),
  )
  const rows = fileRows(needs, call, values)
  await needs.sendTable(reply, { format, name: `calls-${place}`, headings: wordsIn[language].headings, rows })
}
