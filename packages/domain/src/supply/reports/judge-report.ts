import type { ReportValues } from '../../policy/index.js'
import { addDays, type Day } from '../../shared/index.js'
import { type DailyReport, type ReportField, type ReportFigures, type ReportLine, reportFields } from './report.js'

/** Why a report is not taken: what to put right, and where. */
export type ReportFault =
  | { readonly why: 'future' | 'tooLate' | 'nothing' | 'workforce' }
  | { readonly why: 'impossible'; readonly product: string; readonly field: ReportField; readonly most: number }
  | { readonly why: 'unknownProduct' | 'productTwice'; readonly product: string }

const isPossible = (value: number | null, most: number): boolean =>
  value === null || (Number.isSafeInteger(value) && value >= 0 && value <= most)

const isSaid = (line: ReportFigures): boolean => reportFields.some((field) => line[field] !== null)

const faultOfLine = (line: ReportLine, most: number): ReportFault | null => {
  const field = reportFields.find((each) => !isPossible(line[each], most))
  return field === undefined ? null : { why: 'impossible', product: line.product, field, most }
}

const faultOfProducts = (lines: readonly ReportLine[], products: ReadonlySet<string>): ReportFault | null => {
  const seen = new Set<string>()
  for (const { product } of lines) {
    if (!products.has(product)) return { why: 'unknownProduct', product }
    if (seen.has(product)) return { why: 'productTwice', product }
    seen.add(product)
  }
  return null
}

/**
 * SUP-REP-5, SUP-REP-8: whether a report can be taken at all. Figures are whole, not negative and not above the largest; the
 * day has begun and is not older than is taken; nobody is back at work who is not there; something is said.
 */
export const faultOfReport = (
  report: DailyReport,
  known: { readonly today: Day; readonly products: ReadonlySet<string> },
  values: Pick<ReportValues, 'most' | 'backDays'>,
): ReportFault | null => {
  if (report.day > known.today) return { why: 'future' }
  if (report.day < addDays(known.today, -values.backDays)) return { why: 'tooLate' }
  const { workforceBack: back, workforceOf: of } = report
  const counted = isPossible(back, values.most) && isPossible(of, values.most)
  if (!counted || (back === null) !== (of === null) || (back !== null && of !== null && back > of)) {
    return { why: 'workforce' }
  }
  const wrongProduct = faultOfProducts(report.lines, known.products)
  if (wrongProduct !== null) return wrongProduct
  for (const line of report.lines) {
    const fault = faultOfLine(line, values.most)
    if (fault !== null) return fault
  }
  return back !== null || report.lines.some(isSaid) ? null : { why: 'nothing' }
}

/** Why a figure that was taken is doubted. A doubt never holds a report back; a person looks at it. */
export type ReportDoubt =
  /** More made than the stated capacity and its margin (SUP-REP-4). */
  | { readonly why: 'overCapacity'; readonly field: 'made'; readonly capacity: number }
  /** Far above or far below the mean of the last reports (SUP-REP-3). */
  | { readonly why: 'jump'; readonly field: ReportField; readonly mean: number }
  /** More in stock than there was and was made since: it came from nowhere, or an earlier figure was wrong. */
  | { readonly why: 'stockFromNowhere'; readonly field: 'inStock'; readonly most: number }
  /** The same figures for so many reports running (SUP-REP-6). */
  | { readonly why: 'sameAgain'; readonly field: 'made'; readonly reports: number }

/** The last reports of one product, newest first, each with its day. */
export type EarlierFigures = readonly (ReportFigures & { readonly day: Day })[]

const windowReports = 7 // a week's mean: the day of the week does not matter
// A single piece made on a quiet day is no jump from three.
const smallFigure = 10

const meanOf = (earlier: EarlierFigures, field: ReportField): number | null => {
  const said = earlier
    .slice(0, windowReports)
    .map((figures) => figures[field])
    .filter((value) => value !== null)
  return said.length < 3 ? null : said.reduce((sum, value) => sum + value, 0) / said.length
}

const jumps = (line: ReportFigures, earlier: EarlierFigures, times: number): readonly ReportDoubt[] =>
  reportFields.flatMap((field): readonly ReportDoubt[] => {
    const value = line[field]
    const mean = meanOf(earlier, field)
    if (value === null || mean === null || Math.max(value, mean) < smallFigure) return []
    const far = value > mean * times || value * times < mean
    return far ? [{ why: 'jump', field, mean: Math.round(mean) }] : []
  })

/** At most what was there and what was made since; null when that is not known without a gap. */
const mostInStock = (line: ReportLine & { readonly day: Day }, earlier: EarlierFigures): number | null => {
  const last = earlier[0]
  if (last === undefined || last.inStock === null || line.made === null) return null
  return last.day === addDays(line.day, -1) ? last.inStock + line.made : null
}

const sameFigures = (a: ReportFigures, b: ReportFigures): boolean =>
  reportFields.every((field) => a[field] === b[field])

const runOfSame = (line: ReportFigures, earlier: EarlierFigures): number => {
  const differs = earlier.findIndex((figures) => !sameFigures(figures, line))
  return 1 + (differs < 0 ? earlier.length : differs)
}

/**
 * SUP-REP-3, -4, -6: what is doubted in the figures of one product (E1: "freshness and doubt, jumps, impossible figures").
 * `capacity` is units a day, null when the maker stated none; `earlier` are its reports before that day, newest first.
 */
export const doubtsOfLine = (
  line: ReportLine & { readonly day: Day },
  known: { readonly capacity: number | null; readonly earlier: EarlierFigures },
  values: Pick<ReportValues, 'jumpTimes' | 'overCapacityPercent' | 'sameReports'>,
): readonly ReportDoubt[] => {
  const doubts: ReportDoubt[] = [...jumps(line, known.earlier, values.jumpTimes)]
  const { capacity, earlier } = known
  if (capacity !== null && line.made !== null && line.made * 100 > capacity * (100 + values.overCapacityPercent)) {
    doubts.push({ why: 'overCapacity', field: 'made', capacity })
  }
  const most = mostInStock(line, earlier)
  if (most !== null && line.inStock !== null && line.inStock > most) {
    doubts.push({ why: 'stockFromNowhere', field: 'inStock', most })
  }
  const same = runOfSame(line, earlier)
  if (isSaid(line) && line.made !== 0 && same >= values.sameReports) {
    doubts.push({ why: 'sameAgain', field: 'made', reports: same })
  }
  return doubts
}
