/** What the numbers in a sheet mean, by their format. */
export type NumberKind = 'number' | 'day' | 'time' | 'day-and-time'

/**
 * A number as its digits. Sheets write 36.8 as 36.799999999999997 and identity numbers as 4.21123E+17: the first is brought
 * back to what was typed, the second written out to the 15 digits a sheet keeps. Digits written in full stay as they are.
 */
export const plainNumber = (raw: string): string => {
  const text = raw.trim()
  if (/^-?\d+$/.test(text)) return text
  const value = Number(text)
  if (text === '' || !Number.isFinite(value)) return text
  return withoutExponent(Math.abs(value) < 1e15 ? String(value) : value.toPrecision(15))
}

const withoutExponent = (text: string): string => {
  const found = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(text)
  if (found === null) return text
  const [, sign = '', whole = '', part = '', exponent = '0'] = found
  const point = whole.length + Number(exponent)
  const digits = whole + part
  if (point <= 0) return trimmed(`${sign}0.${'0'.repeat(-point)}${digits}`)
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`
  return trimmed(`${sign}${digits.slice(0, point)}.${digits.slice(point)}`)
}

const trimmed = (text: string): string => text.replace(/\.?0+$/, '')

// The formats every program knows by number: Western dates, and the ones East Asian versions add.
const builtIn = (id: number): NumberKind => {
  if (id === 22) return 'day-and-time'
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47) || (id >= 32 && id <= 35) || id === 55 || id === 56)
    return 'time'
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return 'day'
  return 'number'
}

/** What a number format shows; `code` where the workbook defines its own. */
export const kindOfFormat = (id: number, code: string | undefined): NumberKind => {
  if (code === undefined) return builtIn(id)
  // Without quoted text, escaped letters, fill and space, and brackets (colours, locales); [h] counts hours: a number.
  if (/\[[hms]+\]/i.test(code)) return 'number'
  const shown = (code.split(';')[0] ?? '').replace(/"[^"]*"|\\.|[_*].|\[[^\]]*\]/g, '').replace(/general/gi, '')
  const day = /[yd]/i.test(shown) || (/m/i.test(shown) && !/[hs]/i.test(shown))
  const time = /[hs]/i.test(shown)
  if (day) return time ? 'day-and-time' : 'day'
  return time ? 'time' : 'number'
}

const dayMs = 86_400_000

/** A serial day as ISO: 2024-01-05, 08:30:00 or 2024-01-05T08:30:00. A midnight is a day. */
export const dateText = (raw: string, as: { readonly kind: NumberKind; readonly from1904: boolean }): string => {
  const value = Number(raw)
  // 2958466 is the year 10000, beyond what any sheet shows.
  if (as.kind === 'number' || raw.trim() === '' || !(value >= 0 && value < 2_958_466)) return plainNumber(raw)
  const days = Math.floor(value)
  const seconds = Math.round((value - days) * 86_400)
  // Sheets believe 1900 was a leap year: before 1 March their count is one less.
  const epoch = as.from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, value < 60 ? 31 : 30)
  const iso = new Date(epoch + days * dayMs + seconds * 1000).toISOString()
  if (as.kind === 'time' && days === 0) return iso.slice(11, 19)
  return as.kind === 'day' || iso.slice(11, 19) === '00:00:00' ? iso.slice(0, 10) : iso.slice(0, 19)
}

/** 0 for A, 27 for AB; undefined for what names no column. */
export const columnOf = (reference: string): number | undefined => {
  const letters = /^[A-Z]{1,3}(?=\d|$)/.exec(reference)?.[0]
  if (letters === undefined) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** The name of a column: A for 0, AB for 27. */
export const columnName = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : `${columnName(Math.floor(index / 26) - 1)}${columnName(index % 26)}`

/** Undoes `_x000D_`, which is how a sheet writes a character that XML cannot. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
