import { createWriteStream } from 'node:fs'
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import yazl from 'yazl'
import type { Cell, Limits, Row } from '../csv/index.js'
import { openTable, writeXlsx } from './index.js'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lf-xlsx-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

// What is in use, not what waits to be collected.
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const liveHeap = (): number => {
  collect()
  return process.memoryUsage().heapUsed
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

type Parts = Readonly<Record<string, string | Readable>>
type Sheet = { readonly name: string; readonly data: string | Readable; readonly state?: string }

let made = 0
const zipOf = async (parts: Parts): Promise<string> => {
  made += 1
  const path = join(folder, `book-${made}.xlsx`)
  const zip = new yazl.ZipFile()
  for (const [name, part] of Object.entries(parts))
    if (typeof part === 'string') zip.addBuffer(Buffer.from(part), name)
    else zip.addReadStream(part, name)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
  return path
}

type Extra = { readonly shared?: string; readonly styles?: string; readonly workbookPr?: string }

const book = (sheets: readonly Sheet[], { shared = '', styles = '', workbookPr = '' }: Extra = {}): Promise<string> => {
  const names = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}" r:id="s${at}"${state === undefined ? '' : ` state="${state}"`}/>`,
  )
  const links = sheets.map(
    (_, at) => `<Relationship Id="s${at}" Type="${rel}/worksheet" Target="/xl/worksheets/sheet${at}.xml"/>`,
  )
  const wrapped = (data: string) => `<?xml version="1.0"?><worksheet ${main}><sheetData>${data}</sheetData></worksheet>`
  return zipOf({
    '_rels/.rels': `<Relationships><Relationship Id="a" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${rel}"><workbookPr ${workbookPr}/><sheets>${names.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${links.join('')}<Relationship Id="x" Type="${rel}/styles" Target="styles.xml"/><Relationship Id="y" Type="${rel}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet ${main}>${styles}</styleSheet>`,
    'xl/sharedStrings.xml': `<sst ${main}>${shared}</sst>`,
    ...Object.fromEntries(
      sheets.map(({ data }, at) => [`xl/worksheets/sheet${at}.xml`, typeof data === 'string' ? wrapped(data) : data]),
    ),
  })
}

const read = async (path: string, how: { readonly sheet?: string; readonly limits?: Partial<Limits> } = {}) => {
  const table = await openTable({ path, ...how })
  const rows: Row[] = []
  for await (const row of table.rows) rows.push(row)
  await table.close()
  return { info: table.info, rows, cells: rows.map(({ cells }) => cells) }
}

const one = async (data: string, extra?: Extra) => (await read(await book([{ name: '名单', data }], extra))).rows

test('shared, inline and formatted texts are read, reading aids left out', async () => {
  const shared =
    '<si><t>张德明</t></si><si><r><t>罗田</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 县</t></r><rPh sb="0" eb="1"><t>ラテン</t></rPh></si>'
  const data =
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><r><t>凤山</t></r><r><t>镇&amp;</t></r></is></c></row>'
  expect(await one(data, { shared })).toEqual([{ number: 1, cells: ['张德明', '罗田 县', '凤山镇&'], formulas: [] }])
})

test('numbers keep their digits, dates are ISO days, booleans and errors are words', async () => {
  const styles =
    '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs>'
  const data =
    '<row r="3"><c r="A3"><v>4.21123E+17</v></c><c r="B3"><v>36.799999999999997</v></c><c r="C3" s="1"><v>45296</v></c><c r="D3" s="2"><v>45296</v></c><c r="E3" t="b"><v>1</v></c><c r="F3" t="e"><v>#N/A</v></c><c r="G3" t="d"><v>2024-01-05T00:00:00</v></c></row>'
  const [row] = await one(data, { styles })
  expect(row).toMatchObject({
    number: 3,
    cells: ['421123000000000000', '36.8', '2024-01-05', '2024-01-05', 'TRUE', '#N/A', '2024-01-05'],
  })
})

test('a workbook that counts days from 1904 is read so', async () => {
  const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
  const [row] = await one('<row r="1"><c r="A1" s="1"><v>43834</v></c></row>', { styles, workbookPr: 'date1904="1"' })
  expect(row?.cells).toEqual(['2024-01-05'])
})

test('a formula is read by its saved value and flagged', async () => {
  const [row] = await one(
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1+1</f><v>2</v></c><c r="C1" t="str"><f>"x"</f><v>x</v></c><c r="D1"><f>Z1</f></c></row>',
  )
  expect(row).toEqual({ number: 1, cells: ['1', '2', 'x'], formulas: [1, 2] })
})

test('an empty cell that does not say its column keeps its place', async () => {
  const data =
    '<row><c t="inlineStr"><is><t>1</t></is></c><c t="inlineStr"><is><t></t></is></c><c/><c t="inlineStr"><is><t>女</t></is></c></row>'
  expect((await one(data))[0]?.cells).toEqual(['1', '', '', '女'])
})

test('merged titles, gaps, coloured empty cells and prefixes do not move the columns', async () => {
  const data =
    '<row r="1"><c r="A1" t="inlineStr"><is><t>人员名单</t></is></c><c r="B1" s="0"/><c r="XFD1" s="0"/></row><row r="4"><c r="C4"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>'
  const rows = await one(data)
  expect(rows.map(({ number, cells }) => [number, ...cells])).toEqual([
    [1, '人员名单'],
    [4, '', '', '3', '4'],
    [5, '5'],
  ])
  const prefixed = `<x:worksheet xmlns:x="m"><x:sheetData><x:row r="2"><x:c r="A2"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>`
  expect((await read(await book([{ name: 'a', data: Readable.from([Buffer.from(prefixed)]) }]))).cells).toEqual([['7']])
})

const cell = (text: string) => `<row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row>`

test('the first visible sheet that holds something is taken, or the one named', async () => {
  const path = await book([
    { name: 'secret', state: 'veryHidden', data: cell('hidden') },
    { name: 'blank', data: '<row r="1"><c r="A1"/></row>' },
    { name: '名单', data: cell('shown') },
    { name: 'next', data: cell('next') },
  ])
  expect(await read(path)).toMatchObject({
    info: { kind: 'xlsx', sheet: '名单', sheets: ['blank', '名单', 'next'] },
    cells: [['shown']],
  })
  expect((await read(path, { sheet: 'next' })).cells).toEqual([['next']])
  await expect(read(path, { sheet: 'other' })).rejects.toMatchObject({ code: 'file.no-such-sheet' })
  await expect(read(path, { sheet: 'blank' })).rejects.toMatchObject({ code: 'file.empty' })
})

const blanks = (megabytes: number) =>
  Readable.from(
    (function* () {
      yield Buffer.from('<worksheet><sheetData>')
      for (let at = 0; at < megabytes; at += 1) yield Buffer.from('<row></row> '.repeat(90_000))
      yield Buffer.from('</sheetData></worksheet>')
    })(),
  )

test('a zip bomb is stopped by its ratio', async () => {
  await expect(read(await book([{ name: 'a', data: blanks(100) }]))).rejects.toMatchObject({ code: 'file.zip-bomb' })
})

test('a zip bomb is stopped by what it unpacks to', async () => {
  const path = await book([{ name: 'a', data: blanks(20) }])
  await expect(read(path, { limits: { maxRatio: 1e9, maxUnpackedBytes: 5_000_000 } })).rejects.toMatchObject({
    code: 'file.zip-bomb',
  })
})

test('a zip bomb that lies about its size is stopped', async () => {
  const path = await book([{ name: 'a', data: blanks(5) }])
  const bytes = await readFile(path)
  const at = bytes.lastIndexOf('xl/worksheets/sheet0.xml') - 46
  expect(bytes.readUInt32LE(at)).toBe(0x02014b50)
  bytes.writeUInt32LE(100, at + 24)
  await writeFile(path, bytes)
  await expect(read(path)).rejects.toMatchObject({ code: 'file.zip-bomb' })
})

test('a zip of thousands of parts is stopped', async () => {
  await expect(
    read(await zipOf(Object.fromEntries(Array.from({ length: 6000 }, (_, at) => [`p${at}`, ''])))),
  ).rejects.toMatchObject({ code: 'file.zip-bomb' })
})

test('shared texts beyond the memory allowed are refused', async () => {
  const shared = '<si><t>张德明</t></si>'.repeat(1000)
  const path = await book([{ name: 'a', data: cell('x') }], { shared })
  await expect(read(path, { limits: { maxSharedText: 5000 } })).rejects.toMatchObject({ code: 'file.too-large' })
})

test('a document type, entities of its own and external ones are refused', async () => {
  for (const doctype of [
    '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE w [<!ENTITY x "yyyy">]>',
    '',
  ]) {
    const data = Readable.from([Buffer.from(`${doctype}<worksheet><sheetData>${cell('&x;')}</sheetData></worksheet>`)])
    await expect(read(await book([{ name: 'a', data }]))).rejects.toMatchObject({ code: 'file.broken' })
  }
})

test('a zip that is no workbook, and one cut short, are told', async () => {
  await expect(read(await zipOf({ 'letter.txt': 'dear' }))).rejects.toMatchObject({ code: 'file.not-a-table' })
  const path = await book([{ name: 'a', data: cell('x') }])
  const file = await open(path, 'r+')
  await file.truncate(200)
  await file.close()
  await expect(read(path)).rejects.toMatchObject({ code: 'file.broken' })
})

test('rows, columns and cells have limits', async () => {
  const wide = await book([{ name: 'a', data: '<row r="1"><c r="XFD1"><v>1</v></c></row>' }])
  await expect(read(wide)).rejects.toMatchObject({ code: 'file.too-many-columns', problem: { details: { row: 1 } } })
  const long = await book([{ name: 'a', data: `${cell('a')}${cell('b')}${cell('c')}` }])
  await expect(read(long, { limits: { maxRows: 2 } })).rejects.toMatchObject({ code: 'file.too-many-rows' })
  const deep = await book([{ name: 'a', data: cell('x'.repeat(40_000)) }])
  await expect(read(deep)).rejects.toMatchObject({ code: 'file.cell-too-long' })
})

const written = async (rows: AsyncIterable<readonly Cell[]>): Promise<string> => {
  made += 1
  const path = join(folder, `written-${made}.xlsx`)
  const columns = [{ title: '身份证号', width: 22 }, { title: '数' }, { title: '日期' }, { title: '备注' }]
  await pipeline(writeXlsx({ sheet: '导出: 名单/1', columns, rows }), createWriteStream(path))
  return path
}

test('what is written is read back the same, with all 18 digits, and nothing is a formula', async () => {
  async function* rows(): AsyncGenerator<readonly Cell[]> {
    yield ['421123194912310021', 36.5, { day: '2024-01-05' }, '=1+1']
    yield [null, -1, { day: 'unknown' }, 'a<b>&"c"\n_x000D_\u0007🏥\ud800']
    yield ['', Number.NaN, { day: '1890-01-01' }, true]
  }
  const found = await read(await written(rows()))
  expect(found.info).toMatchObject({ sheet: '导出  名单 1' })
  expect(found.rows).toEqual([
    { number: 1, cells: ['身份证号', '数', '日期', '备注'], formulas: [] },
    { number: 2, cells: ['421123194912310021', '36.5', '2024-01-05', '=1+1'], formulas: [] },
    { number: 3, cells: ['', '-1', 'unknown', 'a<b>&"c"\n_x000D_🏥\ufffd'], formulas: [] },
    { number: 4, cells: ['', 'NaN', '1890-01-01', 'TRUE'], formulas: [] },
  ])
})

test('the same rows give the same bytes', async () => {
  async function* rows(): AsyncGenerator<readonly Cell[]> {
    yield ['a', 1]
  }
  expect(await readFile(await written(rows()))).toEqual(await readFile(await written(rows())))
})

test('rows that fail end the file with their error, and a reader who leaves ends the rows', async () => {
  async function* failing(): AsyncGenerator<readonly Cell[]> {
    yield ['a']
    throw new Error('the database went away')
  }
  await expect(written(failing())).rejects.toThrow('the database went away')
  let ended = false
  async function* endless(): AsyncGenerator<readonly Cell[]> {
    try {
      for (let at = 0; ; at += 1) yield [String(at), Math.random()]
    } finally {
      ended = true
    }
  }
  const stream = writeXlsx({ sheet: 'a', columns: [{ title: 'a' }], rows: endless() })
  let bytes = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > 500_000) break
  }
  await expect.poll(() => ended).toBe(true)
})

test('100,000 rows are written and read in flat memory', async () => {
  async function* rows(): AsyncGenerator<readonly Cell[]> {
    for (let at = 0; at < 100_000; at += 1)
      yield [`42112319491231${at}`, at, { day: '2024-01-05' }, `罗田县凤山镇 ${at}`]
  }
  const path = await written(rows())
  const before = liveHeap()
  let most = 0
  let count = 0
  const table = await openTable({ path })
  for await (const _ of table.rows) {
    count += 1
    if (count % 25_000 === 0) most = Math.max(most, liveHeap() - before)
  }
  expect(count).toBe(100_001)
  expect(most).toBeLessThan(20_000_000)
})
