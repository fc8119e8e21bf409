import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTable } from '../xlsx/index.js'
import { type Cell, type Limits, type Row, writeCsv } from './index.js'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lf-csv-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

// What is in use, not what waits to be collected.
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const liveHeap = (): number => {
  collect()
  return process.memoryUsage().heapUsed
}

let made = 0
const fileOf = async (content: string | Buffer): Promise<string> => {
  made += 1
  const path = join(folder, `table-${made}.csv`)
  await writeFile(path, content)
  return path
}

const read = async (content: string | Buffer, limits: Partial<Limits> = {}) => {
  const table = await openTable({ path: await fileOf(content), limits })
  const rows: Row[] = []
  for await (const row of table.rows) rows.push(row)
  return { info: table.info, rows, cells: rows.map(({ cells }) => cells) }
}

// 张德明,罗田县\n in GB18030, as a Chinese Excel saves CSV.
const gbk = Buffer.from('d5c5b5c2c3f72cc2deccefcfd80a', 'hex')

test('UTF-8 is read with and without its mark', async () => {
  for (const mark of ['', '\uFEFF']) {
    const found = await read(`${mark}姓名,电话\n张德明,13800138000\n`)
    expect(found.info).toEqual({ kind: 'csv', encoding: 'utf-8', delimiter: ',' })
    expect(found.cells).toEqual([
      ['姓名', '电话'],
      ['张德明', '13800138000'],
    ])
  }
})

test('GB18030 is recognised, also when the first megabyte is plain ASCII', async () => {
  expect(await read(gbk)).toMatchObject({ info: { encoding: 'gb18030' }, cells: [['张德明', '罗田县']] })
  const late = await read(Buffer.concat([Buffer.from('name,place\n'.repeat(100_000)), gbk]))
  expect(late.info).toMatchObject({ encoding: 'gb18030' })
  expect(late.rows.at(-1)).toEqual({ number: 100_001, cells: ['张德明', '罗田县'], formulas: [] })
})

for (const [encoding, swap] of [
  ['utf-16le', false],
  ['utf-16be', true],
] as const)
  test(`${encoding} with its two-byte mark is read`, async () => {
    const bytes = Buffer.from('\uFEFF姓名\t电话\r\n张德明\t138\r\n', 'utf16le')
    const found = await read(swap ? bytes.swap16() : bytes)
    expect(found.info).toEqual({ kind: 'csv', encoding, delimiter: '\t' })
    expect(found.cells).toEqual([
      ['姓名', '电话'],
      ['张德明', '138'],
    ])
  })

test('letters that fall between two pieces of the file stay whole', async () => {
  const text = Array.from({ length: 60_000 }, (_, at) => `${'x'.repeat(at % 7)}张德明🏥`).join('\n')
  expect((await read(`${text}\n`)).cells.every(([cell]) => cell?.endsWith('张德明🏥'))).toBe(true)
})

test('bytes that are no text in any encoding we know are told', async () => {
  await expect(read(Buffer.from('name\nabc\xff\xff\xfe', 'latin1'))).rejects.toMatchObject({ code: 'file.encoding' })
})

for (const [delimiter, text] of [
  [',', 'a,b;x,c\n1,2,3\n'],
  [';', 'a;b,x;c\n"1,1,1,1";2;3\n'],
  ['\t', 'a\tb\n罗田县,凤山镇\t2\n'],
] as const)
  test(`the delimiter ${JSON.stringify(delimiter)} is found out`, async () => {
    expect((await read(text)).info).toMatchObject({ delimiter })
  })

test('quotes hold delimiters, quotes and line ends, and rows keep the line they begin on', async () => {
  const found = await read('a,b\r\n\r\n"x, ""y""\r\nz",2\r\n,,\r\n3,4\r\n5,he said "no"')
  expect(found.rows.map(({ number, cells }) => [number, ...cells])).toEqual([
    [1, 'a', 'b'],
    [3, 'x, "y"\nz', '2'],
    [6, '3', '4'],
    [7, '5', 'he said "no"'],
  ])
})

test('short rows stay short, control characters go, old Mac line ends count', async () => {
  expect((await read('a,b,c\r1\r \u000b2\u0007 ,,3,,,\r')).cells).toEqual([['a', 'b', 'c'], ['1'], ['2', '', '3']])
})

for (const [what, content, looksLike] of [
  ['an HTML page called .xls', '\n<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>1', 'html'],
  ['a bare HTML table', '<table border=1><tr><td>1</td>', 'html'],
  ['an XML sheet of 2003', '<?xml version="1.0"?><Workbook>', 'xml'],
  ['a PDF', '%PDF-1.7\n', 'pdf'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex').toString('latin1'), undefined],
  ['text with zero bytes', 'a,b\n1\0,2\n', 'binary'],
] as const)
  test(`${what} is refused`, async () => {
    const bytes = Buffer.from(content, 'latin1')
    if (looksLike === undefined) return expect(read(bytes)).rejects.toMatchObject({ name: 'FileError' })
    await expect(read(bytes)).rejects.toMatchObject({ code: 'file.not-a-table', problem: { details: { looksLike } } })
  })

test('an old .xls is told from a workbook with a password', async () => {
  const container = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(70_000)])
  await expect(read(container)).rejects.toMatchObject({ code: 'file.old-xls' })
  container.write('EncryptedPackage', 65_520, 'utf16le')
  await expect(read(container)).rejects.toMatchObject({ code: 'file.encrypted' })
})

test('an empty file, one of blanks, and one of a mark alone are empty', async () => {
  for (const content of ['', ' \r\n \n', '\uFEFF'])
    await expect(read(content)).rejects.toMatchObject({ code: 'file.empty' })
})

test('each limit has its own problem', async () => {
  await expect(read('a,b\n1,2\n', { maxBytes: 5 })).rejects.toMatchObject({ code: 'file.too-large' })
  await expect(read('a\nb\nc\n', { maxRows: 2 })).rejects.toMatchObject({ code: 'file.too-many-rows' })
  await expect(read('a\n1,2,3\n', { maxColumns: 2 })).rejects.toMatchObject({
    code: 'file.too-many-columns',
    problem: { details: { row: 2 } },
  })
  await expect(read(`a\n${'x'.repeat(11)}\n`, { maxCell: 10 })).rejects.toMatchObject({ code: 'file.cell-too-long' })
})

test('a quote never closed ends at a limit and not with the memory', async () => {
  const text = `a,b\n"张德明,2\n${'1,2\n'.repeat(500_000)}`
  await expect(read(text)).rejects.toMatchObject({ code: 'file.cell-too-long' })
  const error: unknown = await read('a,b\n"张德明,2\n').catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'file.broken' })
  expect(String(error)).not.toContain('张德明')
})

test('an upload is read as a stream, and no larger than allowed', async () => {
  const table = await openTable({ stream: Readable.from([Buffer.from('a,b\n'), Buffer.from('1,2\n')]) })
  const rows: Row[] = []
  for await (const row of table.rows) rows.push(row)
  await table.close()
  expect(rows.map(({ cells }) => cells)).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ])
  const large = Readable.from(Array.from({ length: 100 }, () => Buffer.alloc(1000, 'a')))
  await expect(openTable({ stream: large, limits: { maxBytes: 50_000 } })).rejects.toMatchObject({
    code: 'file.too-large',
  })
})

test('a table closed before its end lets go of the file', async () => {
  const table = await openTable({ stream: Readable.from([Buffer.from('a,b\n'.repeat(100_000))]) })
  for await (const _ of table.rows) break
  await table.close()
  await table.close()
})

test('a CSV of 40 MB is read in flat memory', async () => {
  const line = '42112319491231002X,张德明,罗田县凤山镇某某村一组,13800138000,2024-01-05,"说明, 一"\n'
  const path = await fileOf(line.repeat(Math.ceil(40_000_000 / Buffer.byteLength(line))))
  const before = liveHeap()
  let most = 0
  let rows = 0
  const table = await openTable({ path })
  for await (const { cells } of table.rows) {
    rows += cells.length === 6 ? 1 : 0
    if (rows % 100_000 === 0) most = Math.max(most, liveHeap() - before)
  }
  expect(rows).toBe(Math.ceil(40_000_000 / Buffer.byteLength(line)))
  expect(most).toBeLessThan(20_000_000)
})

const written = async (rows: readonly (readonly Cell[])[]): Promise<string> => {
  async function* all() {
    yield* rows
  }
  const pieces: Buffer[] = []
  for await (const piece of writeCsv({ columns: ['a', 'b'], rows: all() }) as AsyncIterable<Buffer>)
    pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces).toString('utf8')
}

test('a written CSV has the mark, CRLF, and quotes where they are needed', async () => {
  expect(
    await written([
      ['x, "y"', 'z\nw'],
      [null, 1.5],
      [true, { day: '2024-01-05' }],
    ]),
  ).toBe('\uFEFFa,b\r\n"x, ""y""","z\nw"\r\n,1.5\r\ntrue,2024-01-05\r\n')
})

for (const text of [
  '=1+1',
  '@SUM(A1)',
  '+cmd|x',
  "-2+3+cmd|' /C calc'!A0",
  '\t=1',
  '\r=1',
  '＝1+1',
  '-',
  '=HYPERLINK("x")',
])
  test(`${JSON.stringify(text)} is written as text, not as a formula`, async () => {
    const [, row = ''] = (await written([[text, 'x']])).split('a,b\r\n')
    expect(row.replace(/^"/, '').startsWith("'")).toBe(true)
  })

test('phone numbers and negative numbers stay as they are', async () => {
  const text = await written([
    ['+8613800138000', '+86 138-0013-8000'],
    [-36.5, '-36.5'],
  ])
  expect(text).toBe('\uFEFFa,b\r\n+8613800138000,+86 138-0013-8000\r\n-36.5,-36.5\r\n')
})

test('what is written is read back the same', async () => {
  const rows = [
    ['张德明', 'a\nb'],
    ['"', ',;\t'],
    ['42112319491231002X', '👩‍⚕️'],
  ]
  expect((await read(await written(rows))).cells).toEqual([
    ['a', 'b'],
    ['张德明', 'a\nb'],
    ['"', ',;'],
    ['42112319491231002X', '👩‍⚕️'],
  ])
})
