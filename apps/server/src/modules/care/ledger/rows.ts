import { findingSentence, type Language, messagesOf, tableMessagesOf } from '@lianfang/contract'
import {
  type DiseaseClass,
  type LedgerField,
  type ProvisionalReason,
  reasonsOf,
  type TierFact,
} from '@lianfang/domain/care'
import type { Tier } from '@lianfang/domain/policy'
import type { PlaceCode } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import { type Call, numberCursor } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { openFields } from '../people/secrets.js'
import { openCells } from './receive.js'
import { type ImportRow, importById } from './sql.js'
import { isUntoldRow, type StoredFinding } from './sql-verdicts.js'

type StoredRow = {
  readonly row_number: number
  readonly sealed: Buffer
  readonly verdict: 'new' | 'changed' | 'same' | 'twice' | 'doubtful' | 'wrong' | 'notYours' | null
  readonly twin_row: number | null
  readonly person: string | null
  readonly village: string | null
  readonly tier: Tier | null
  readonly provisional: readonly TierFact[] | null
  readonly disease_class: DiseaseClass | null
  readonly findings: readonly StoredFinding[]
}

type Page = {
  readonly after: number
  readonly limit: number
  readonly verdict: string | null
  readonly findings: 'any' | 'some' | 'untold'
}

const hasFindings: Readonly<Record<Page['findings'], RawBuilder<unknown>>> = {
  any: sql`true`,
  some: sql`r.findings <> '[]'`,
  untold: sql`(r.verdict not in ('wrong', 'notYours') and ${isUntoldRow})`,
}

const rowsOf = (tx: Tx, entry: Pick<ImportRow, 'home' | 'id'>, page: Page): Promise<StoredRow[]> =>
  tx.rows(sql<StoredRow>`
    select r.row_number, r.sealed, r.verdict, r.twin_row, r.findings, p.id as person, p.village, case when r.taken then p.tier end as tier,
      p.provisional, p.disease_class
    from care.import_row r left join care.person p on p.home = r.home and p.id = r.person
    where r.home = ${entry.home} and r.import_id = ${entry.id} and r.row_number > ${page.after}
      and (${page.verdict}::text is null or r.verdict = ${page.verdict}::text)
      and ${hasFindings[page.findings]}
    order by r.row_number limit ${page.limit}`)

const cell = (entry: ImportRow, field: LedgerField, cells: readonly string[]): string =>
  entry.columns
    .filter((c) => c.field === field)
    .map((c) => cells[c.index] ?? '')
    .join(' ')
    .trim()

const find = async (tx: Tx, call: Pick<Call<'import.rows'>, 'scope' | 'require'>, id: string): Promise<ImportRow> => {
  const entry = await importById(tx, call.scope.county, id)
  if (entry === undefined) throw problem('not-found')
  call.require({ place: (entry.township || entry.home) as PlaceCode }) // stored from a checked code
  return entry
}

/** Rows of an import with verdict and findings, a page at a time. */
export const importRows = (needs: CareNeeds, call: Call<'import.rows'>) =>
  inTransaction(
    needs.db.app,
    call.scope,
    async (tx) => {
      const { query } = call
      const entry = await find(tx, call, call.params.id)
      const after = numberCursor(query.cursor)
      const rows = await rowsOf(tx, entry, {
        after,
        limit: query.limit + 1,
        verdict: query.verdict ?? null,
        findings: query.findings,
      })
      const judged = rows.filter((r) => r.verdict !== null)
      const shown = judged.slice(0, query.limit)
      const people = [...new Set(shown.flatMap((r) => r.person ?? []))]
      const names = await openFields(needs, tx, { home: entry.home, people, fields: ['name'] })
      return {
        rows: shown.map((r) => {
          const cells = openCells(needs, entry, r)
          return {
            row: r.row_number,
            verdict: r.verdict ?? ('wrong' as const),
            name: cell(entry, 'name', cells) || null,
            place: `${cell(entry, 'township', cells)} ${cell(entry, 'village', cells)}`.trim() || null,
            twin: r.twin_row,
            person: r.person === null ? null : { id: r.person, name: names.get(r.person)?.get('name') ?? '' },
            untold: r.village === null && r.findings.some(({ code }) => code === 'villageBlank'),
            findings: [...r.findings],
          }
        }),
        next: rows.length > query.limit ? String(rows[query.limit - 1]?.row_number ?? '') : null,
      }
    },
    { readOnly: true },
  )

const batch = 1_000

type Words = {
  readonly row: string
  readonly headings: readonly [string, string, string, string]
  readonly twin: (row: number) => string
  readonly field: (name: string) => string
  readonly and: string
}

const wordsIn: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    row: '行号',
    headings: ['核对结果', '提示', '标识', '待核实原因'],
    twin: (row) => `（第 ${row} 行）`,
    field: (name) => `${name}：`,
    and: '；',
  },
  en: {
    row: 'row',
    headings: ['found', 'notes', 'tier', 'provisional because'],
    twin: (row) => ` (as row ${row})`,
    field: (name) => `${name}: `,
    and: ' ',
  },
}

/** Why somebody who was taken in is provisional, as the ledger has them now. */
const provisionalOf = (row: StoredRow): readonly ProvisionalReason[] => {
  if (row.tier === null || row.provisional === null || row.disease_class === null) return []
  const unread = row.findings.some(({ code }) => code === 'vaccinationUnread')
  const vaccination = { class: 'unknown' as const, raw: unread ? '?' : '' }
  return reasonsOf(row.provisional, { disease: { class: row.disease_class }, vaccination })
}

async function* annotated(needs: CareNeeds, call: Call<'import.file'>, entry: ImportRow) {
  const words = tableMessagesOf(call.query.language)
  const shared = messagesOf(call.query.language)
  const own = wordsIn[call.query.language]
  let after = entry.header_row ?? 0
  for (;;) {
    const rows = await inTransaction(
      needs.db.app,
      call.scope,
      (tx) => rowsOf(tx, entry, { after, limit: batch, verdict: null, findings: 'any' }),
      { readOnly: true },
    )
    for (const row of rows) {
      const cells = openCells(needs, entry, row)
      const verdict = row.verdict === null ? '' : words.verdicts[row.verdict]
      const twin = row.twin_row === null ? '' : own.twin(row.twin_row)
      const why = row.findings.map((f) => {
        const field = f.field === null ? '' : own.field(words.fields[f.field])
        return `${field}${findingSentence(words, f) ?? f.code}`
      })
      yield [
        String(row.row_number),
        ...entry.columns.map((c) => cells[c.index] ?? ''),
        `${verdict}${twin}`,
        why.join(own.and),
        row.tier === null ? '' : shared.tiers[row.tier],
        provisionalOf(row)
          .map((reason) => words.provisionalReasons[reason])
          .join(own.and),
      ]
    }
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.row_number
  }
}

/** The rows as they were uploaded, with verdict and findings beside each. */
export const annotatedFile = async (needs: CareNeeds, call: Call<'import.file'>): Promise<undefined> => {
  const entry = await inTransaction(needs.db.app, call.scope, async (tx) => {
    const found = await find(tx, call, call.params.id)
    await writeAudit(tx, call.actor, { action: 'import.file', subject: found.id, place: found.township || found.home })
    return found
  })
  const words = wordsIn[call.query.language]
  await needs.sendTable(call.reply, {
    format: call.query.format,
    name: `ledger-${entry.home}-${entry.id.slice(-6)}`,
    headings: [words.row, ...entry.columns.map((c) => c.heading), ...words.headings],
    rows: annotated(needs, call, entry),
  })
}
