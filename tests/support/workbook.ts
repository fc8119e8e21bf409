import { crc32 } from 'node:zlib'

export type SheetOf = {
  readonly name: string
  readonly rows: readonly (readonly string[])[]
  readonly hidden?: true
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'

const plain = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const sheetXml = ({ rows }: SheetOf): string => {
  const cells = (row: readonly string[]) => row.map((text) => `<c t="inlineStr"><is><t>${plain(text)}</t></is></c>`)
  const lines = rows.map((row, at) => `<row r="${at + 1}">${cells(row).join('')}</row>`)
  return `<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData></worksheet>`
}

const partsOf = (sheets: readonly SheetOf[]): Readonly<Record<string, string>> => {
  const named = sheets.map(
    ({ name, hidden }, i) =>
      `<sheet name="${plain(name)}" sheetId="${i + 1}"${hidden ? ' state="hidden"' : ''} r:id="s${i}"/>`,
  )
  const links = sheets.map(
    (_, i) => `<Relationship Id="s${i}" Type="${office}/worksheet" Target="worksheets/sheet${i}.xml"/>`,
  )
  return {
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="b" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${named.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships">${links.join('')}</Relationships>`,
    ...Object.fromEntries(sheets.map((sheet, i) => [`xl/worksheets/sheet${i}.xml`, sheetXml(sheet)])),
  }
}

/** Numbers of a zip's headers, each of two or four bytes, the least byte first. */
const bytes = (...fields: readonly (readonly [size: 2 | 4, value: number])[]): Buffer =>
  Buffer.concat(
    fields.map(([size, value]) => {
      const out = Buffer.alloc(size)
      out.writeUIntLE(value, 0, size)
      return out
    }),
  )

/** A workbook of several sheets, as an office program would save it but for its styles; nothing in it is packed. */
export const workbook = (sheets: readonly SheetOf[]): Buffer => {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(partsOf(sheets))) {
    const [title, body] = [Buffer.from(name), Buffer.from(text)]
    const facts = bytes([4, 0], [4, crc32(body)], [4, body.length], [4, body.length], [2, title.length], [2, 0])
    const file = Buffer.concat([bytes([4, 0x04034b50], [2, 20], [2, 0], [2, 0]), facts, title, body])
    const rest = bytes([2, 0], [2, 0], [2, 0], [4, 0], [4, at])
    directory.push(bytes([4, 0x02014b50], [2, 20], [2, 20], [2, 0], [2, 0]), facts, rest, title)
    files.push(file)
    at += file.length
  }
  const list = Buffer.concat(directory)
  const count = files.length
  const end = bytes([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, list.length], [4, at], [2, 0])
  return Buffer.concat([...files, list, end])
}
