import { type Day, parseDay } from '../../shared/index.js'
import type { CountedDay } from './curve.js'

/** Columns of a file of counts, with the headings they are known by; what stands in brackets is left out. */
const headings = {
  day: ['date', 'day', '日期', '统计日期'],
  city: ['city_code', 'citycode', '城市代码', '市代码'],
  province: ['province_code', 'provincecode', '省代码', '省份代码'],
  place: ['place', 'place_code', 'code', '区划代码', '行政区划代码'],
  confirmed: ['confirmed', 'cum_confirm', '确诊', '累计确诊', '确诊病例'],
  recovered: ['recovered', 'cured', '治愈', '累计治愈', '出院'],
  deaths: ['deaths', 'dead', '死亡', '累计死亡'],
} as const
type Column = keyof typeof headings
const columns = Object.keys(headings) as readonly Column[] // the keys of the table above

export const countFaults = ['day', 'place', 'outside', 'number', 'twice'] as const
/** Why a row is left out: no day, no division of that code, one that the reader does not reach, no whole number from 0, or a day that was counted above. */
export type CountRowFault = (typeof countFaults)[number]

/** Cumulative counts of a place; recovered and dead where the file says them. */
export type CountLine = CountedDay & {
  /** '' for the whole nation. */
  readonly place: string
  readonly recovered: number | null
  readonly deaths: number | null
}
export type WrongCount = {
  readonly row: number
  readonly column: Column
  readonly why: CountRowFault
  readonly value: string
}
export type ReadCounts = {
  readonly rows: number
  readonly lines: readonly CountLine[]
  readonly wrong: readonly WrongCount[]
}

type Row = { readonly number: number; readonly cells: readonly string[] }
type At = Readonly<Partial<Record<Column, number>>>

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s\uFEFF]/g, '')

const columnsOf = (head: Row): At | null => {
  const found: Partial<Record<Column, number>> = {}
  for (const [i, cell] of head.cells.entries()) {
    const column = columns.find((one) => (headings[one] as readonly string[]).includes(plain(cell)))
    if (column !== undefined && found[column] === undefined) found[column] = i
  }
  return found.day === undefined || found.confirmed === undefined ? null : found
}

/** A statistical code of six digits as the place it means: 420000 is a province, 420100 a prefecture, 429004 a county. */
export const placeOfCode = (code: string): string => {
  if (/^\d{2}0000$/.test(code)) return code.slice(0, 2)
  return /^\d{4}00$/.test(code) ? code.slice(0, 4) : code
}

// An empty cell is nothing said, and no zero.
const wholeOf = (text: string): number | null | undefined => {
  const digits = text.normalize('NFKC').replaceAll(/[\s,]/g, '')
  if (digits === '') return null
  return /^\d{1,12}$/.test(digits) ? Number(digits) : undefined
}

const dayOf = (text: string): Day | null => {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ t].*)?$/.exec(
    text.normalize('NFKC').trim().toLowerCase(),
  )
  if (found === null) return null
  const [, year = '', month = '', day = ''] = found
  return parseDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}

type Reached = { readonly places: ReadonlySet<string>; readonly reaches: (place: string) => boolean }

const lineOf = (row: Row, at: At, { places, reaches }: Reached): CountLine | WrongCount => {
  const cell = (column: Column): string => (at[column] === undefined ? '' : (row.cells[at[column]] ?? '')).trim()
  const wrong = (column: Column, why: CountRowFault): WrongCount => ({
    row: row.number,
    column,
    why,
    value: cell(column),
  })
  const day = dayOf(cell('day'))
  if (day === null) return wrong('day', 'day')
  const narrowest = (['city', 'province', 'place'] as const).find((column) => cell(column) !== '')
  const place = narrowest === undefined ? '' : placeOfCode(cell(narrowest).normalize('NFKC'))
  if (narrowest !== undefined && !places.has(place)) return wrong(narrowest, 'place')
  if (!reaches(place)) return wrong(narrowest ?? 'place', 'outside')
  const [confirmed, recovered, deaths] = [
    wholeOf(cell('confirmed')),
    wholeOf(cell('recovered')),
    wholeOf(cell('deaths')),
  ]
  if (confirmed == null) return wrong('confirmed', 'number')
  if (recovered === undefined) return wrong('recovered', 'number')
  if (deaths === undefined) return wrong('deaths', 'number')
  return { place, day, confirmed, recovered, deaths }
}

/**
 * Reads a file of cumulative counts by place and day (E2), as open data publish them: codes of provinces and cities in two
 * columns or of a place in one, the nation where there is none. `reached`: the divisions there are, and which of them are the reader's. Null where no day or no
 * confirmed cases stand in the headings. A wrong row is named and left out; a day that comes twice for a place counts once.
 */
export const readCounts = (rows: readonly Row[], reached: Reached): ReadCounts | null => {
  const [head, ...body] = rows
  const at = head === undefined ? null : columnsOf(head)
  if (at === null) return null
  const lines: CountLine[] = []
  const wrong: WrongCount[] = []
  const seen = new Set<string>()
  for (const row of body) {
    if (row.cells.every((cell) => cell.trim() === '')) continue
    const line = lineOf(row, at, reached)
    if ('why' in line) wrong.push(line)
    else if (seen.has(`${line.place} ${line.day}`))
      wrong.push({ row: row.number, column: 'day', why: 'twice', value: line.day })
    else {
      seen.add(`${line.place} ${line.day}`)
      lines.push(line)
    }
  }
  return { rows: body.length, lines, wrong }
}
