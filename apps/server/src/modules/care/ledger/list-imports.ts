import type { Language } from '@lianfang/contract'
import { dayIn, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import { type Call, idCursor } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { type ImportRow, type ImportState, listImports } from './sql.js'
import { keptPeople, noPairs, type PairCounts, pairCounts } from './sql-pairs.js'
import { accountName, fileNameOf } from './view.js'

type Asked = Pick<Call<'import.list'>, 'scope' | 'require' | 'actor'> & {
  readonly query: { readonly county: PlaceCode }
}

/** A township manager lists the own township's imports, a county officer the county's; row security says the same. */
const mayList = ({ scope, query, require, actor }: Asked): void => {
  require({ place: actor.role === 'townshipManager' ? actor.place : query.county })
  if (query.county !== scope.county) throw problem('place.outside')
}

/** What is on the ledger of an import: with what its pairs took in, and nothing of what was taken back. */
const standingCounts = async (tx: Tx, entry: ImportRow, pairs: PairCounts): Promise<ImportRow['counts']> => {
  const { counts, state } = entry
  if (counts === null) return null
  if (state === 'takenBack') return { ...counts, new: 0, changed: (await keptPeople(tx, entry)).length }
  return { ...counts, new: counts.new + pairs.takenIn, changed: counts.changed + pairs.merged }
}

const lineOf = async (needs: CareNeeds, tx: Tx, entry: ImportRow, pairs: PairCounts) => ({
  id: entry.id,
  county: entry.home,
  fileName: fileNameOf(needs, entry),
  state: entry.state,
  createdAt: new Date(entry.created_at).toISOString(),
  by: await accountName(tx, entry.account),
  counts: await standingCounts(tx, entry, pairs),
  trial: entry.trial,
})

const readLines = (needs: CareNeeds, { scope }: Asked, before: string | null, limit: number) =>
  inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const rows = await listImports(tx, scope.county, { before, limit: limit + 1 })
      const lines: Awaited<ReturnType<typeof lineOf>>[] = []
      const pairs = await pairCounts(
        tx,
        scope.county,
        rows.map((row) => row.id),
      )
      for (const entry of rows.slice(0, limit))
        lines.push(await lineOf(needs, tx, entry, pairs.get(entry.id) ?? noPairs))
      return { rows: lines, next: rows.length > limit ? (lines.at(-1)?.id ?? null) : null }
    },
    { readOnly: true },
  )

export const listOfImports = (needs: CareNeeds, call: Call<'import.list'>) => {
  mayList(call)
  return readLines(needs, call, idCursor(call.query.cursor), call.query.limit)
}

type Words = { readonly headings: readonly string[]; readonly states: Readonly<Record<ImportState, string>> }

const wordsIn: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    headings: [
      '文件',
      '状态',
      '导入日',
      '导入人',
      '行数',
      '新增',
      '变更',
      '相同',
      '重复',
      '疑似重复',
      '有误',
      '不属本乡镇',
    ],
    states: {
      reading: '正在读取',
      mapping: '等待核对列',
      checking: '正在检查',
      checked: '等待确认',
      accepting: '正在导入',
      accepted: '已导入',
      cancelled: '已取消',
      failed: '没有成功',
      takenBack: '已撤回',
    },
  },
  en: {
    headings: [
      'file',
      'state',
      'loaded on',
      'loaded by',
      'rows',
      'new',
      'changed',
      'same',
      'twice',
      'perhaps twice',
      'wrong',
      'not theirs',
    ],
    states: {
      reading: 'reading',
      mapping: 'columns to confirm',
      checking: 'checking',
      checked: 'waits for a decision',
      accepting: 'being taken in',
      accepted: 'taken in',
      cancelled: 'cancelled',
      failed: 'did not work',
      takenBack: 'taken back',
    },
  },
}

const pageRows = 200

/** The imports of a county as a file: what came of each. */
export const exportImports = async (needs: CareNeeds, call: Call<'import.export'>): Promise<undefined> => {
  const { scope, actor, query, reply } = call
  mayList(call)
  const { headings, states } = wordsIn[query.language]
  await inTransaction(needs.db.app, scope, (tx) =>
    writeAudit(tx, actor, { action: 'import.export', place: query.county }),
  )
  async function* rows() {
    let before: string | null = null
    do {
      const page: Awaited<ReturnType<typeof readLines>> = await readLines(needs, call, before, pageRows)
      for (const { fileName, state, createdAt, by, counts: n } of page.rows) {
        const day = dayIn(instantOf(Date.parse(createdAt)), needs.zone)
        const found = n === null ? [] : [n.rows, n.new, n.changed, n.same, n.twice, n.doubtful, n.wrong, n.notYours]
        yield [fileName, states[state], day, by, ...found]
      }
      before = page.next
    } while (before !== null)
  }
  await needs.sendTable(reply, { format: query.format, name: `imports-${query.county}`, headings, rows: rows() })
}
