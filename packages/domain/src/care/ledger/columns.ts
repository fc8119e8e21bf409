import { type Day, dayFrom } from '../../shared/index.js'
import { fieldByContent } from './content.js'
import { headingKey, type LedgerField, readHeading } from './headings.js'
import { textOf } from './text.js'

export type Cells = readonly string[]

export type ColumnProposal = {
  readonly index: number
  readonly heading: string
  readonly field: LedgerField | null
  /** A known heading; what is only likely is confirmed by a person. */
  readonly sure: boolean
}

export type LedgerLayout = {
  /** Index of the row of headings, null when the file has none. */
  readonly headerRow: number | null
  /** Index of the first row of people. */
  readonly firstRow: number
  /** The day the file gives for itself ("填报日期：2023.1.6"). */
  readonly statedDay: Day | null
  readonly columns: readonly ColumnProposal[]
}

/** Which columns a field is read from; several for telephones, diseases and the like. */
export type LedgerMapping = Readonly<Partial<Record<LedgerField, readonly number[]>>>

const LOOKED_AT = 30
const SAMPLED = 60
// One column each: of two columns that claim the same, the second is left to a person.
const SINGLE: ReadonlySet<LedgerField> = new Set([
  'serial',
  'township',
  'name',
  'sex',
  'idNumber',
  'birthDate',
  'age',
] as const)

const DATE = /(20\d\d)\s?[.\-/年]\s?(\d{1,2})\s?[.\-/月]\s?(\d{1,2})/
const PACKED_DATE = /(?:日期|时间|截至|截止)[:： ]*(20\d\d)(\d\d)(\d\d)(?!\d)/

/** A day in a line of particulars or a title: '填报日期：2023.1.6', '2023年1月6日', '截至2023-01-06'. */
export const readStatedDay = (text: string): Day | null => {
  const clean = textOf(text)
  const found = PACKED_DATE.exec(clean) ?? DATE.exec(clean)
  if (!found) return null
  return dayFrom({ year: Number(found[1]), month: Number(found[2]), dayOfMonth: Number(found[3]) })
}

const headingScore = (cells: Cells): number => {
  const fields = new Set<LedgerField>()
  let score = 0
  for (const cell of cells) {
    const { field, sure } = readHeading(cell)
    if (field === null || fields.has(field)) continue
    fields.add(field)
    score += sure ? 2 : 1
  }
  return score
}

const findHeaderRow = (rows: readonly Cells[]): number | null => {
  let best: { readonly at: number; readonly score: number } | null = null
  rows.slice(0, LOOKED_AT).forEach((cells, at) => {
    const score = headingScore(cells)
    if (score >= 4 && (best === null || score > best.score)) best = { at, score }
  })
  return (best as { readonly at: number } | null)?.at ?? null // assigned in a closure, which the compiler does not follow
}

/** Headings over two rows: the lower row names what the upper one groups or leaves blank. */
const secondHeaderRow = (upper: Cells, lower: Cells): boolean =>
  lower.some((cell, at) => readHeading(cell).sure && !readHeading(upper[at] ?? '').sure) &&
  !lower.some((cell) => /\d{6,}/.test(cell))

const headingsOf = (rows: readonly Cells[], headerRow: number | null): { headings: Cells; firstRow: number } => {
  if (headerRow === null) return { headings: [], firstRow: 0 }
  const row = rows[headerRow] ?? []
  const above = rows[headerRow - 1] ?? []
  const next = rows[headerRow + 1] ?? []
  const below = secondHeaderRow(row, next) ? next : []
  const headings = Array.from({ length: Math.max(row.length, below.length) }, (_, at) => {
    const own = row[at] ?? ''
    if (readHeading(own).sure) return own
    if (textOf(below[at]) !== '') return below[at] ?? ''
    return textOf(own) === '' && readHeading(above[at] ?? '').sure ? (above[at] ?? '') : own
  })
  return { headings, firstRow: headerRow + (below.length > 0 ? 2 : 1) }
}

const proposeColumns = (headings: Cells, sample: readonly Cells[]): readonly ColumnProposal[] => {
  const width = sample.reduce((most, cells) => Math.max(most, cells.length), headings.length)
  const taken = new Set<LedgerField>()
  const free = (field: LedgerField | null): field is LedgerField =>
    field !== null && !(SINGLE.has(field) && taken.has(field))
  const proposals: ColumnProposal[] = Array.from({ length: width }, (_, index) => {
    const heading = textOf(headings[index])
    return { index, heading, field: null, sure: false }
  })
  const settle = (wanted: (proposal: ColumnProposal) => { field: LedgerField | null; sure: boolean }) => {
    for (const [at, proposal] of proposals.entries()) {
      if (proposal.field !== null) continue
      const { field, sure } = wanted(proposal)
      if (!free(field)) continue
      taken.add(field)
      proposals[at] = { ...proposal, field, sure }
    }
  }
  const byHeading = (proposal: ColumnProposal) => readHeading(proposal.heading)
  settle((proposal) => (byHeading(proposal).sure ? byHeading(proposal) : { field: null, sure: false }))
  settle(byHeading)
  // Content only where the heading says nothing, and only for fields that no heading claimed.
  settle(({ index, heading }) => {
    const field = headingKey(heading) === '' ? fieldByContent(sample.map((cells) => textOf(cells[index]))) : null
    return { field: field !== null && !taken.has(field) ? field : null, sure: false }
  })
  return proposals
}

/** Finds the headings among the first rows, the file's own day above them, and proposes a field for each column. */
export const findLayout = (rows: readonly Cells[]): LedgerLayout => {
  const headerRow = findHeaderRow(rows)
  const { headings, firstRow } = headingsOf(rows, headerRow)
  const above = headerRow === null ? [] : rows.slice(0, headerRow)
  const days = above.flatMap((cells) => cells.map(readStatedDay)).filter((day) => day !== null)
  const sample = rows.slice(firstRow, firstRow + SAMPLED)
  // A line of particulars is filled in after the title was written: the last day wins.
  return { headerRow, firstRow, statedDay: days.at(-1) ?? null, columns: proposeColumns(headings, sample) }
}

/** The mapping that columns, proposed or corrected by a person, amount to. */
export const mappingOf = (columns: readonly Pick<ColumnProposal, 'index' | 'field'>[]): LedgerMapping => {
  const mapping: Partial<Record<LedgerField, readonly number[]>> = {}
  for (const { index, field } of columns) {
    if (field !== null) mapping[field] = [...(mapping[field] ?? []), index]
  }
  return mapping
}
