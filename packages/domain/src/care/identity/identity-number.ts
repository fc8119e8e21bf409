import { ageOn, type Day, dayFrom } from '../../shared/index.js'

export type IdentityFault = 'length' | 'characters' | 'checkCharacter' | 'birthDate' | 'future'

export type IdentityNumber =
  | {
      readonly state: 'valid'
      /** 18 characters, X in upper case; a number of the old form is converted. */
      readonly number: string
      readonly form: 'standard' | 'old15'
      readonly birth: Day
      readonly sex: 'male' | 'female'
      /** The first six digits: where the number was given, not where the person lives. */
      readonly region: string
    }
  | { readonly state: 'missing' }
  | { readonly state: 'wrong'; readonly reason: IdentityFault; readonly raw: string }

export type IdentityContext = {
  /** A birth after this day is 'future'. */
  readonly notAfter: Day
  /** The age written beside the number, for telling an old number from a cut one. */
  readonly statedAge?: { readonly years: number; readonly on: Day }
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const CHECK_CHARACTERS = '10X98765432'
const MISSING = new Set([
  '',
  '无',
  '没有',
  '不详',
  '未知',
  '/',
  '暂无',
  '无身份证',
  '未办理',
  '未办',
  'none',
  'unknown',
])

/** Half-width without spaces and hyphens, X in upper case. */
export const normaliseIdentityNumber = (raw: string): string => {
  if (/^\d{17}[\dX]$/.test(raw)) return raw
  const half = raw.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
  return half.replace(/[\s\p{Cc}\p{Cf}\-–—'‘’`_.]+/gu, '').toUpperCase()
}

/** The check character of the first 17 digits (ISO 7064 MOD 11-2, GB 11643-1999). */
export const checkCharacterOf = (digits17: string): string => {
  let sum = 0
  for (let i = 0; i < 17; i += 1) sum += (digits17.charCodeAt(i) - 48) * (WEIGHTS[i] ?? 0)
  return CHECK_CHARACTERS.charAt(sum % 11)
}

const birthIn = (digits: string): Day | null =>
  dayFrom({
    year: Number(digits.slice(0, 4)),
    month: Number(digits.slice(4, 6)),
    dayOfMonth: Number(digits.slice(6, 8)),
  })

const sexOf = (digit: string): 'male' | 'female' => (Number(digit) % 2 === 1 ? 'male' : 'female')

const readStandard = (number: string, context: IdentityContext): IdentityNumber => {
  const wrong = (reason: IdentityFault): IdentityNumber => ({ state: 'wrong', reason, raw: number })
  const birth = birthIn(number.slice(6, 14))
  if (birth === null || birth < '1850') return wrong('birthDate')
  if (birth > context.notAfter) return wrong('future')
  if (checkCharacterOf(number) !== number.charAt(17)) return wrong('checkCharacter')
  return { state: 'valid', number, form: 'standard', birth, sex: sexOf(number.charAt(16)), region: number.slice(0, 6) }
}

/**
 * Fifteen digits are a number of before 1999 or one of 18 that was cut. Real ledgers hold the second kind. It is taken
 * for an old one only when its date is real and the stated age agrees (two years off at most: nominal ages); without
 * a stated age, only when it cannot be a cut one, which would have the century at the seventh place.
 */
const readOld = (digits: string, context: IdentityContext): IdentityNumber => {
  const cutOff: IdentityNumber = { state: 'wrong', reason: 'length', raw: digits }
  const birth = birthIn(`19${digits.slice(6, 12)}`)
  if (birth === null || birth > context.notAfter) return cutOff
  const { statedAge } = context
  if (statedAge) {
    if (Math.abs(ageOn(birth, statedAge.on) - statedAge.years) > 2) return cutOff
  } else if (/^(?:19|20)/.test(digits.slice(6))) return cutOff
  const digits17 = `${digits.slice(0, 6)}19${digits.slice(6)}`
  const number = digits17 + checkCharacterOf(digits17)
  return { state: 'valid', number, form: 'old15', birth, sex: sexOf(digits.charAt(14)), region: digits.slice(0, 6) }
}

/** Reads a citizen's identity number (GB 11643-1999) as it stands in a cell. */
export const readIdentityNumber = (raw: string, context: IdentityContext): IdentityNumber => {
  const number = normaliseIdentityNumber(raw)
  if (MISSING.has(number.toLowerCase())) return { state: 'missing' }
  if (number.length === 18 && /^\d{17}[\dX]$/.test(number)) return readStandard(number, context)
  if (/^\d{15}$/.test(number)) return readOld(number, context)
  return {
    state: 'wrong',
    reason: /^\d+X?$/.test(number) && number.length !== 18 ? 'length' : 'characters',
    raw: number,
  }
}
