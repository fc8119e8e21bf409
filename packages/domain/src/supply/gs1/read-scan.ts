import { type Day, dayFrom, partsOf } from '../../shared/index.js'
import { gtinCheckDigitOf, readGtin } from '../catalogue/index.js'
import { fixedLengthOf, identifierAt } from './elements.js'

/** What a scanned text says. Null: not said. */
export type Scan = {
  /** 14 digits. */
  readonly gtin: string | null
  readonly lot: string | null
  /** The last day of use. */
  readonly expiry: Day | null
  readonly serial: string | null
  /** Pieces in what was scanned, where it says so. */
  readonly quantity: number | null
}

/** Why a scanned text cannot be read; `element` is the application identifier that is wrong, '' for the whole. */
export type ScanFault = {
  readonly why: 'nothing' | 'checkDigit' | 'length' | 'character' | 'date' | 'unknown' | 'twice'
  readonly element: string
}

type Element = { readonly identifier: string; readonly value: string }
type Split = { readonly elements: readonly Element[] } | { readonly fault: ScanFault }

// The separator (FNC1, ASCII 29) by its printable picture: some scanners send that one too.
const separator = '\u241d'
const sent = String.fromCharCode(29)
const fault = (why: ScanFault['why'], element = ''): { readonly fault: ScanFault } => ({ fault: { why, element } })

/** What a scanner puts around it: the kind of symbol (]d2), blanks and line ends, a separator at the beginning. */
const bare = (raw: string): string =>
  raw
    .replaceAll(sent, separator)
    .replaceAll(String.fromCharCode(0), '')
    .trim()
    .replace(/^\][A-Za-z]\d/, '')
    .replace(/^␝+|␝+$/g, '')

/** 0106901234567892172506301000A<FNC1>21B7: identifiers follow each other, those of open length end with a separator. */
const splitPlain = (text: string): Split => {
  const elements: Element[] = []
  for (let rest = text; rest !== ''; ) {
    const identifier = identifierAt(rest)
    if (identifier === null) return fault('unknown', rest.slice(0, 2))
    rest = rest.slice(identifier.length)
    const length = fixedLengthOf(identifier)
    const end = rest.indexOf(separator)
    const value = length !== null ? rest.slice(0, length) : end < 0 ? rest : rest.slice(0, end)
    if (length !== null && (value.length < length || value.includes(separator))) return fault('length', identifier)
    rest = rest.slice(value.length).replace(/^␝+/, '')
    elements.push({ identifier, value })
  }
  return { elements }
}

/** (01)06901234567892(17)250630(10)00A: as it is printed for people. */
const splitBracketed = (text: string): Split => {
  const parts = [...text.matchAll(/\((\d{2,4})\)((?:(?!\(\d{2,4}\)).)*)/gsu)]
  const whole = parts.map(([all]) => all).join('')
  if (whole !== text) return fault('character')
  return {
    elements: parts.map(([, identifier = '', value = '']) => ({
      identifier,
      value: value.replaceAll(separator, '').trim(),
    })),
  }
}

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** https://id.gs1.org/01/06901234567892/10/00A?17=250630 (GS1 Digital Link). Other words of the address are not ours. */
const splitLink = (text: string): Split => {
  const [, path = '', query = ''] = /^https?:\/\/[^/?#]+([^?#]*)\??([^#]*)/i.exec(text) ?? []
  const steps = path.split('/').filter((step) => step !== '')
  const start = steps.indexOf('01')
  if (start < 0) return fault('nothing')
  const pairs: (readonly [string, string])[] = []
  for (let i = start; i < steps.length; i += 2) pairs.push([steps[i] ?? '', steps[i + 1] ?? ''])
  for (const part of query.split(/[&;]/).filter((each) => each !== '')) {
    const [key = '', value = ''] = part.split('=')
    pairs.push([key, value])
  }
  const elements: Element[] = []
  for (const [identifier, raw] of pairs) {
    if (!/^\d{2,4}$/.test(identifier)) continue
    const value = decoded(raw)
    if (value === null) return fault('character', identifier)
    elements.push({ identifier, value: identifier === '01' ? value.padStart(14, '0') : value })
  }
  return { elements }
}

/**
 * The year of two digits: within 49 years back and 50 ahead of this one (GS1 General Specifications 7.12).
 */
const yearOf = (short: number, today: Day): number => {
  const { year } = partsOf(today)
  const century = year - (year % 100)
  const ahead = short - (year % 100)
  if (ahead >= 51) return century - 100 + short
  return ahead <= -50 ? century + 100 + short : century + short
}

const lastOfMonth = (year: number, month: number): Day | null => {
  for (let dayOfMonth = 31; dayOfMonth >= 28; dayOfMonth -= 1) {
    const day = dayFrom({ year, month, dayOfMonth })
    if (day !== null) return day
  }
  return null
}

/** A day written YYMMDD; day 00 is the last of the month. Null when there is none such. */
export const readScanDay = (text: string, today: Day): Day | null => {
  if (!/^\d{6}$/.test(text)) return null
  const [short = 0, month = 0, dayOfMonth = 0] = [0, 2, 4].map((at) => Number(text.slice(at, at + 2)))
  const year = yearOf(short, today)
  return dayOfMonth === 0 ? lastOfMonth(year, month) : dayFrom({ year, month, dayOfMonth })
}

// The 82 characters that lots and serials are made of (GS1 General Specifications, figure 7.11-1).
const alphabet = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]*$/

const faultOfCode = ({ identifier, value }: Element, most: number): { readonly fault: ScanFault } | null => {
  if (value === '' || value.length > most) return fault('length', identifier)
  return alphabet.test(value) ? null : fault('character', identifier)
}

const faultOfGtin = ({ identifier, value }: Element): { readonly fault: ScanFault } | null => {
  if (!/^\d*$/.test(value)) return fault('character', identifier)
  if (value.length !== 14) return fault('length', identifier)
  return gtinCheckDigitOf(value.slice(0, -1)) === Number(value.slice(-1)) ? null : fault('checkDigit', identifier)
}

type Result = { readonly scan: Scan } | { readonly fault: ScanFault }

const nothingSaid: Scan = { gtin: null, lot: null, expiry: null, serial: null, quantity: null }

const readElement = (element: Element, today: Day): Partial<Scan> | { readonly fault: ScanFault } => {
  const { identifier, value } = element
  switch (identifier) {
    case '01':
    case '02':
      return faultOfGtin(element) ?? { gtin: value }
    case '10':
      return faultOfCode(element, 20) ?? { lot: value }
    case '21':
      return faultOfCode(element, 20) ?? { serial: value }
    case '17': {
      const expiry = readScanDay(value, today)
      return expiry === null ? fault(value.length === 6 ? 'date' : 'length', identifier) : { expiry }
    }
    case '30':
    case '37':
      if (!/^\d{1,8}$/.test(value)) return fault(/^\d*$/.test(value) ? 'length' : 'character', identifier)
      return { quantity: Number(value) }
    default:
      return {}
  }
}

const readElements = (elements: readonly Element[], today: Day): Result => {
  const seen = new Map<string, string>()
  let scan = nothingSaid
  for (const element of elements) {
    const { identifier, value } = element
    const before = seen.get(identifier)
    // A label may repeat itself; what says two things says nothing.
    if (before !== undefined && before !== value) return fault('twice', identifier)
    seen.set(identifier, value)
    const read = readElement(element, today)
    if ('fault' in read) return read
    scan = { ...scan, ...read }
  }
  return Object.values(scan).every((said) => said === null) ? fault('nothing') : { scan }
}

/**
 * Reads what a camera or a scanner took from a pack (E9): a GS1 element string with separators (FNC1) or brackets, a GS1 Digital
 * Link, or a plain GTIN. `today` decides the century of a year of two digits. Lots and serials come as they are printed.
 */
export const readScan = (raw: string, today: Day): Result => {
  const text = bare(raw)
  if (text === '') return fault('nothing')
  if (/^[\d\s-]+$/.test(text) && /^(\d{8}|\d{12,14})$/.test(text.replace(/[\s-]/g, ''))) {
    const gtin = readGtin(text)
    return gtin === null ? fault('checkDigit') : { scan: { ...nothingSaid, gtin } }
  }
  const split = /^https?:\/\//i.test(text)
    ? splitLink(text)
    : text.startsWith('(')
      ? splitBracketed(text)
      : splitPlain(text)
  return 'fault' in split ? split : readElements(split.elements, today)
}
