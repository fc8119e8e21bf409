import { type DangerSign, dangerSigns } from '../../policy/index.js'

// Frozen, one letter a sign in the order of the list: papers that were printed with them come back days later. A new sign is
// put at the end of the list and takes the next letter. No letter between A and N is written like another.
const firstLetter = 'A'.charCodeAt(0)

/** The letter that stands for a danger sign on paper, A for the first of the list (K3). */
export const signLetter = (sign: DangerSign): string => String.fromCharCode(firstLetter + dangerSigns.indexOf(sign))

const byLetter: ReadonlyMap<string, DangerSign> = new Map(dangerSigns.map((sign) => [signLetter(sign), sign]))

/**
 * Danger signs as they are typed from a sheet: their letters, small or capital, full-width too, with or without anything
 * between them (AC, a c, Ａ、Ｃ). Null when a letter is none of the list's: nothing is guessed of a danger. Empty for nothing.
 */
export const readSignLetters = (typed: string): readonly DangerSign[] | null => {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s,，、.。;；/+]/g, '')
  const signs = [...letters].map((letter) => byLetter.get(letter))
  if (signs.includes(undefined)) return null
  return dangerSigns.filter((sign) => signs.includes(sign))
}
