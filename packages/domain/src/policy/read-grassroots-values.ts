import type { CaseCourses, GrassrootsKind, GrassrootsValues } from './grassroots-values.js'
import { type Read, readPositive, readWords } from './reader.js'

/** What the program knows how to test: another word would test nothing. */
export const grassrootsItemWords = ['chinesePatent', 'antipyretic', 'coughMedicine', 'antigenTest'] as const

/** Lines of 'item kind units', such as 'antigenTest antigen-test 2'. Every item is served by a kind; a kind serves one. */
const readKinds = (value: unknown): readonly GrassrootsKind[] | undefined => {
  const found: GrassrootsKind[] = []
  for (const line of readWords(value) ?? []) {
    const [, item, kind, units] = /^([A-Za-z]+)\s+([a-z][a-z0-9-]{1,39})\s+(\d{1,3})$/.exec(line.trim()) ?? []
    if (item === undefined || kind === undefined || Number(units) < 1) return undefined
    if (!grassrootsItemWords.some((word) => word === item) || found.some((one) => one.kind === kind)) return undefined
    found.push({ item, kind, unitsPerCourse: Number(units) })
  }
  return grassrootsItemWords.every((word) => found.some(({ item }) => item === word)) ? found : undefined
}

/** Lines of 'item courses', such as 'antigenTest 1.5', each item once: what is nothing is said to be nothing. */
const readCourses = (value: unknown): readonly CaseCourses[] | undefined => {
  const found = (readWords(value) ?? []).map((line) => {
    const [, item = '', courses = ''] = /^([A-Za-z]+)\s+(\d{1,3}(?:\.\d{1,2})?)$/.exec(line.trim()) ?? []
    return { item, courses: Number(courses) }
  })
  const each = grassrootsItemWords.every((word) => found.some(({ item }) => item === word))
  return each && found.length === grassrootsItemWords.length ? found : undefined
}

const readWhole = (value: unknown): number | undefined => {
  const number = readPositive(value)
  return number !== undefined && Number.isSafeInteger(number) ? number : undefined
}

const readPercent = (value: unknown): number | undefined => {
  const percent = readPositive(value)
  return percent !== undefined && percent <= 100 ? percent : undefined
}

const only =
  (known: string) =>
  (value: unknown): string | undefined =>
    value === known ? known : undefined

export const readGrassroots = (read: Read): GrassrootsValues | undefined => {
  const lowerPercent = read('SUP-GRASS-1', readPercent)
  const upperPercent = read('SUP-GRASS-2', readPercent)
  const coverDays = read('SUP-GRASS-3', readWhole)
  const kinds = read('SUP-GRASS-4', readKinds)
  const useDays = read('SUP-GRASS-5', readWhole)
  const leastUseDays = read('SUP-GRASS-6', readWhole)
  const leadDays = read('SUP-GRASS-7', readWhole)
  const larger = read('SUP-GRASS-8', only('max(use, forecast)'))
  const usualDays = read('SUP-GRASS-9', readWhole)
  const longestDays = read('SUP-GRASS-10', readWhole)
  const mostFen = read('SUP-GRASS-11', readWhole)
  const label = read('SUP-GRASS-12', only('label, else higher hospital'))
  const outlookDays = read('SUP-GRASS-13', readWhole)
  const coursesPerCase = read('SUP-GRASS-14', readCourses)
  if (lowerPercent === undefined || upperPercent === undefined || coverDays === undefined) return undefined
  if (kinds === undefined || useDays === undefined || leastUseDays === undefined || leadDays === undefined)
    return undefined
  if (usualDays === undefined || longestDays === undefined || mostFen === undefined) return undefined
  if (larger === undefined || label === undefined) return undefined
  if (outlookDays === undefined || coursesPerCase === undefined) return undefined
  const days = { coverDays, useDays, leastUseDays, leadDays, usualDays, longestDays, outlookDays }
  // A lower bound above the upper one, set at two places, must not make an order of less than nothing.
  return { lowerPercent, upperPercent: Math.max(lowerPercent, upperPercent), kinds, coursesPerCase, ...days, mostFen }
}
