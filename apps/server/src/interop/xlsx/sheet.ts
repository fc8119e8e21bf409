import { cleanCell, FileError, type Limits, type Row, rowChecker, withoutEmptyEnd } from '../csv/index.js'
import { columnOf, dateText, type NumberKind, plainNumber, unescaped } from './values.js'
import { readXml, type XmlTag } from './xml.js'

export type SheetNeeds = {
  readonly bytes: AsyncIterable<Buffer>
  readonly shared: readonly string[]
  readonly kinds: readonly NumberKind[]
  readonly from1904: boolean
  readonly limits: Limits
}

/** A sheet's rows that hold something, as they come out of the file. */
export async function* readSheet(needs: SheetNeeds): AsyncGenerator<Row> {
  const ready: Row[] = []
  const keep = rowChecker(needs.limits)
  const handlers = rowHandlers(needs, (row) => {
    if (keep(row)) ready.push(row)
  })
  for await (const _ of readXml(needs.bytes, handlers)) yield* ready.splice(0)
}

type OpenCell = { column: number; type: string; style: number; value: string; formula: boolean }

const rowHandlers = (needs: SheetNeeds, done: (row: Row) => void) => {
  let number = 0
  let cells: string[] = []
  let formulas: number[] = []
  let cell: OpenCell | undefined
  // A cell that does not say its column stands beside the one before, also where that one is empty.
  let next = 0
  let reading = false
  let inAid = false
  const start = (tag: XmlTag) => {
    if (tag.name === 'row') {
      number = positive(tag.attributes.r) ?? number + 1
      cells = []
      formulas = []
      next = 0
    }
    if (tag.name === 'c') {
      cell = openCell(tag, next)
      next = cell.column + 1
    }
    if (tag.name === 'f' && cell !== undefined) cell.formula = true
    if (tag.name === 'rPh') inAid = true
    reading = cell !== undefined && !inAid && (tag.name === 'v' || tag.name === 't')
  }
  const end = (name: string) => {
    reading = false
    if (name === 'rPh') inAid = false
    if (name === 'row') done({ number, cells: withoutEmptyEnd(cells), formulas })
    if (name !== 'c' || cell === undefined) return
    place({ cells, formulas, cell, text: cellText(cell, needs), number, limits: needs.limits })
    cell = undefined
  }
  const text = (piece: string) => {
    if (reading && cell !== undefined) cell.value += piece
  }
  return { open: start, close: end, text }
}

const positive = (text: string | undefined): number | undefined => {
  const value = Number(text)
  return Number.isInteger(value) && value > 0 ? value : undefined
}

const openCell = ({ attributes }: XmlTag, next: number): OpenCell => ({
  column: columnOf(attributes.r ?? '') ?? next,
  type: attributes.t ?? 'n',
  style: Number(attributes.s ?? 0),
  value: '',
  formula: false,
})

type Placing = {
  readonly cells: string[]
  readonly formulas: number[]
  readonly cell: OpenCell
  readonly text: string
  readonly number: number
  readonly limits: Limits
}

const place = ({ cells, formulas, cell, text, number, limits }: Placing): void => {
  // Empty cells far to the right are only coloured: they do not count as columns.
  if (text === '') return
  if (cell.column >= limits.maxColumns)
    throw new FileError({ code: 'file.too-many-columns', details: { row: number, maxColumns: limits.maxColumns } })
  while (cells.length < cell.column) cells.push('')
  cells[cell.column] = text
  if (cell.formula) formulas.push(cell.column)
}

const cellText = (cell: OpenCell, { shared, kinds, from1904 }: SheetNeeds): string => {
  switch (cell.type) {
    case 's':
      return cleanCell(shared[Number(cell.value)] ?? '')
    case 'str':
    case 'inlineStr':
      return cleanCell(unescaped(cell.value))
    case 'b':
      return cell.value.trim() === '' ? '' : ['1', 'true'].includes(cell.value.trim()) ? 'TRUE' : 'FALSE'
    case 'e':
      return cleanCell(cell.value)
    case 'd':
      return cell.value.trim().replace(/T00:00:00(\.0+)?Z?$/, '')
    default: {
      const kind = kinds[cell.style] ?? 'number'
      return kind === 'number' ? plainNumber(cell.value) : dateText(cell.value, { kind, from1904 })
    }
  }
}
