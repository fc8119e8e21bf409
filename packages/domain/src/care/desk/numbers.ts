/** A number under which somebody answers day and night, as it is kept: digits, with a dash after an area code. */

const MOBILE = /^1[3-9]\d{9}$/
// Area codes: 010 and 02x have three digits, all others four; the number has seven or eight.
const LANDLINE = /^(010|02\d|0[3-9]\d\d)-?(\d{7,8})$/
const SERVICE = /^(400|800)(\d{3})(\d{4})$/
// 120, 12320, 12345, and the six-digit short numbers of a township's own exchange.
const SHORT = /^[1-9]\d{2,5}$/

export type NumberProblem = 'number-empty' | 'number-letters' | 'number-form'
export type ReadNumber =
  | { readonly outcome: 'read'; readonly number: string }
  | { readonly outcome: 'refused'; readonly why: NumberProblem }

/**
 * Reads a 24-hour number (K4): a mobile, a landline with its area code, a 400 number, or a short one. Written one way
 * always, so that equal texts are equal numbers: whoever was told one is not told again because of a dash.
 */
export const readDeskNumber = (typed: string): ReadNumber => {
  const text = typed
    .normalize('NFKC')
    .replace(/[\s()–—-]+/g, '')
    .replace(/^(?:\+|00)86/, '')
  if (text === '') return { outcome: 'refused', why: 'number-empty' }
  if (/\D/.test(text)) return { outcome: 'refused', why: 'number-letters' }
  if (MOBILE.test(text)) return { outcome: 'read', number: text }
  const landline = LANDLINE.exec(text)
  if (landline !== null) return { outcome: 'read', number: `${landline[1]}-${landline[2]}` }
  const service = SERVICE.exec(text)
  if (service !== null) return { outcome: 'read', number: `${service[1]}-${service[2]}-${service[3]}` }
  return SHORT.test(text) ? { outcome: 'read', number: text } : { outcome: 'refused', why: 'number-form' }
}

/** The numbers that hold for a person: the institution's of the township, and the family doctor's of the team. */
export type NumbersInForce = { readonly institution: string | null; readonly doctor: string | null }

/** `again`: told a number that does not hold any more. */
export type ToldState = 'told' | 'again' | 'untold'

/** How one of the two numbers stands with a person. */
export const toldStateOf = (inForce: string | null, told: string | null): ToldState => {
  if (told === null) return 'untold'
  return told === inForce ? 'told' : 'again'
}

export const toldRefusals = ['told-nothing', 'told-number-changed', 'told-gone'] as const
export type ToldRefusal = (typeof toldRefusals)[number]

type Telling = {
  /** What was read out; null where that number was not told. */
  readonly said: NumbersInForce
  readonly inForce: NumbersInForce
  readonly gone: boolean
}

/** Whether it can be recorded that numbers were told: those in force only, to somebody who is still served (K4). */
export const decideTold = ({
  said,
  inForce,
  gone,
}: Telling): { readonly outcome: 'recorded' } | { readonly outcome: 'refused'; readonly reason: ToldRefusal } => {
  if (gone) return { outcome: 'refused', reason: 'told-gone' }
  if (said.institution === null && said.doctor === null) return { outcome: 'refused', reason: 'told-nothing' }
  const stale = (one: keyof NumbersInForce): boolean => said[one] !== null && said[one] !== inForce[one]
  return stale('institution') || stale('doctor')
    ? { outcome: 'refused', reason: 'told-number-changed' }
    : { outcome: 'recorded' }
}
