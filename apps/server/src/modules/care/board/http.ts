import type { BoardRow } from '@lianfang/contract'
import { roleSpecs } from '@lianfang/domain/org'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call, Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { readBoard } from './read-board.js'

const headings = {
  'zh-CN': [
    '代码',
    '地方',
    '户籍登记',
    '台账人数',
    '红',
    '黄',
    '绿',
    '待核实',
    '逾期未访',
    '从未联系上',
    '无团队',
    '近 7 天随访',
    '未结束的报警',
  ],
  en: [
    'code',
    'place',
    'registered',
    'on the ledger',
    'red',
    'yellow',
    'green',
    'provisional',
    'overdue',
    'never reached',
    'without a team',
    'follow-ups in 7 days',
    'open alarms',
  ],
} as const

/** What covers a small count is not small: a file says that a number is hidden, and no more. */
const hiddenWord = { 'zh-CN': '不显示', en: 'hidden' } as const

type Reader = Pick<Call<'board.read'>, 'actor' | 'scope'>

const boardFor = (needs: CareNeeds, { actor, scope }: Reader, place: Call<'board.read'>['params']['place']) =>
  readBoard(needs, { place, scope, counts: roleSpecs[actor.role].people === 'names' ? 'open' : 'suppressed' })

const cells = (row: BoardRow, hidden: string): (string | number | null)[] => [
  row.place.code,
  row.place.name,
  ...[
    row.registered,
    row.onLedger,
    row.red,
    row.yellow,
    row.green,
    row.provisional,
    row.overdue,
    row.neverReached,
    row.withoutTeam,
    row.followups7d,
    row.alarms,
  ].map((n) => n ?? hidden),
]

const exportBoard = async (needs: CareNeeds, call: Call<'board.export'>): Promise<undefined> => {
  const { params, query, actor, scope, require, reply } = call
  require({ place: params.place })
  const board = await boardFor(needs, call, params.place)
  await inTransaction(needs.db.app, scope, (tx) =>
    writeAudit(tx, actor, { action: 'board.export', place: params.place, count: board.rows.length }),
  )
  const hidden = hiddenWord[query.language]
  async function* rows() {
    for (const row of [...board.rows, board.total]) yield cells(row, hidden)
  }
  await needs.sendTable(reply, {
    format: query.format,
    name: `board-${params.place || 'nation'}`,
    headings: headings[query.language],
    rows: rows(),
  })
}

export const boardHandlers = (needs: CareNeeds): Handlers => ({
  'board.read': async (call) => {
    call.require({ place: call.params.place })
    return boardFor(needs, call, call.params.place)
  },
  'board.export': (call) => exportBoard(needs, call),
})
