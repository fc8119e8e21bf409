import { textOf } from './text.js'

export type ReadPhones = {
  /** Digits only for mobiles, 'area-number' for landlines. */
  readonly phones: readonly string[]
  /** What is no telephone number, as written. */
  readonly unread: readonly string[]
}

const NONE: ReadPhones = { phones: [], unread: [] }
const MOBILE = /^1[3-9]\d{9}$/
// Area codes: 010 and 02x have three digits, all others four; the number has seven or eight.
const LANDLINE = /^(010|02\d|0[3-9]\d\d)(\d{7,8})$/
const MOBILE_INSIDE = /(?<!\d)1[3-9]\d{9}(?!\d)/g
const SEPARATORS = /[/、;,|\\\n或]+/
const BLANK = new Set(['', '无', '没有', '-', '/', '不详', '无电话'])

const readOne = (text: string): string | null => {
  const digits = text.replace(/[\s\-–—()]+/g, '').replace(/^(?:\+|00)86/, '')
  if (MOBILE.test(digits)) return digits
  const landline = LANDLINE.exec(digits)
  return landline ? `${landline[1]}-${landline[2]}` : null
}

const readPart = (part: string): ReadPhones => {
  const whole = readOne(part)
  if (whole !== null) return { phones: [whole], unread: [] }
  // "13912345678（儿子）", "儿子13912345678 13812345678"
  const inside = part.match(MOBILE_INSIDE)
  if (inside) return { phones: inside, unread: [] }
  const pieces = part.split(' ')
  const read = pieces.map(readOne)
  if (read.every((phone) => phone === null)) return { phones: [], unread: [part] }
  return {
    phones: read.filter((phone) => phone !== null),
    unread: pieces.filter((_, at) => read[at] === null),
  }
}

/** The telephone numbers in a cell, however they are separated. */
export const readPhones = (raw: string): ReadPhones => {
  if (MOBILE.test(raw)) return { phones: [raw], unread: [] }
  if (raw === '') return NONE
  const parts = raw.split(SEPARATORS).map((part) => textOf(part))
  const read = parts
    .flatMap((part) => part.split(SEPARATORS))
    .filter((part) => !BLANK.has(part))
    .map(readPart)
  return {
    phones: [...new Set(read.flatMap((part) => part.phones))],
    unread: read.flatMap((part) => part.unread),
  }
}
