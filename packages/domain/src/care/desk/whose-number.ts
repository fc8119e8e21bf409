/** Whose a number is that a family is told to call: the family doctor's, the township's 24-hour desk's, or what a worker wrote. */
export const whoseNumbers = ['doctor', 'desk', 'given'] as const
export type WhoseNumber = (typeof whoseNumbers)[number]
export type NumberToCall = { readonly number: string; readonly whose: WhoseNumber }

type Known = {
  /** What the worker wrote for this family; empty: nothing. */
  readonly given: string
  /** The 24-hour numbers in force, the doctor's before the desk's. */
  readonly inForce: readonly NumberToCall[]
}

const emergency = '120'
const digitsOf = (number: string): string => number.replace(/\D/g, '')

/**
 * Whom a family calls beside 120, each number once and with whose it is (K4, K8): what the worker wrote for them first, under its
 * own name where it is the doctor's or the desk's, however it is written.
 */
export const numbersToCall = ({ given, inForce }: Known): readonly NumberToCall[] => {
  const same = inForce.find(({ number }) => digitsOf(number) === digitsOf(given))
  const all = [same ?? { number: given, whose: 'given' as const }, ...inForce]
  const seen = new Set([emergency, ''])
  return all.filter(({ number }) => {
    const digits = digitsOf(number)
    if (seen.has(digits)) return false
    seen.add(digits)
    return true
  })
}
