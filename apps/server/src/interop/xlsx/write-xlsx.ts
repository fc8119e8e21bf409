import { Readable } from 'node:stream'
import yazl from 'yazl'
import { type Cell, FileError } from '../csv/index.js'
import { columnName } from './values.js'
import { sheetParts } from './write-parts.js'

export type Column = {
  readonly title: string
  /** In letters of a Latin font; a Chinese one is two. */
  readonly width?: number
}

type Needs = {
  readonly sheet: string
  readonly columns: readonly Column[]
  readonly rows: AsyncIterable<readonly Cell[]>
}

// What a sheet can hold.
const maxRows = 1_048_576
const maxCell = 32_767

/**
 * A workbook of one sheet as a stream: a bold heading that stays in view, text cells that keep all 18 digits of a number,
 * real numbers and dates, never a formula. Memory stays flat.
 */
export const writeXlsx = ({ sheet, columns, rows }: Needs): Readable => {
  const zip = new yazl.ZipFile()
  // yazl's stream is a PassThrough, typed by its oldest interface.
  const out = zip.outputStream as Readable
  const body = Readable.from(sheetXml({ sheet, columns, rows }), { objectMode: false })
  body.on('error', (error) => out.destroy(error))
  zip.on('error', (error: Error) => out.destroy(error))
  out.on('close', () => body.destroy())
  for (const [name, text] of Object.entries(sheetParts(sheet))) zip.addBuffer(Buffer.from(text), name, { mtime })
  zip.addReadStream(body, 'xl/worksheets/sheet1.xml', { mtime })
  zip.end()
  return out
}

// The same content gives the same bytes; 1980 is where zip's calendar begins.
const mtime = new Date(1980, 0, 1)

async function* sheetXml({ columns, rows }: Needs): AsyncGenerator<string> {
  let piece = start(columns)
  let number = 1
  for await (const row of rows) {
    number += 1
    if (number > maxRows) throw new FileError({ code: 'file.too-many-rows', details: { maxRows } })
    piece += rowXml(row, number)
    if (piece.length < 65_536) continue
    yield piece
    piece = ''
  }
  yield `${piece}</sheetData></worksheet>`
}

const start = (columns: readonly Column[]): string => {
  const widths = columns.map(({ title, width }, at) => {
    const shown = width ?? Math.min(60, Math.max(10, [...title].length * 2 + 2))
    return `<col min="${at + 1}" max="${at + 1}" width="${shown}" customWidth="1"/>`
  })
  const titles = columns.map(({ title }, at) => textXml(`${columnName(at)}1`, { text: title, style: 1 }))
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
    '</sheetView></sheetViews>' +
    (widths.length === 0 ? '' : `<cols>${widths.join('')}</cols>`) +
    `<sheetData><row r="1">${titles.join('')}</row>`
  )
}

const rowXml = (row: readonly Cell[], number: number): string =>
  `<row r="${number}">${row.map((cell, at) => cellXml(`${columnName(at)}${number}`, cell)).join('')}</row>`

const cellXml = (at: string, cell: Cell): string => {
  if (cell === null || cell === undefined || cell === '') return ''
  if (typeof cell === 'string') return textXml(at, { text: cell, style: 3 })
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`
  if (typeof cell === 'number')
    return Number.isFinite(cell) ? `<c r="${at}"><v>${cell}</v></c>` : textXml(at, { text: String(cell), style: 3 })
  const serial = serialOf(cell.day)
  return serial === undefined ? textXml(at, { text: cell.day, style: 3 }) : `<c r="${at}" s="2"><v>${serial}</v></c>`
}

/** Days since the end of 1899, as sheets count them; none before March 1900, where they count wrongly. */
const serialOf = (day: string): number | undefined => {
  const at = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  const serial = (at - Date.UTC(1899, 11, 30)) / 86_400_000
  return serial >= 61 ? serial : undefined
}

const textXml = (at: string, { text, style }: { readonly text: string; readonly style: number }): string =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text.slice(0, maxCell))}</t></is></c>`

// What XML 1.0 cannot hold: control characters, halves of a pair, the two non-characters.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

export const escaped = (text: string): string =>
  text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(unwritable, '')
    .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')
