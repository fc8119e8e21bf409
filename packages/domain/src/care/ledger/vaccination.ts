import type { VaccinationClass } from '../tier/index.js'
import { textOf, wordKey } from './text.js'
import { type Certainty, isOneOf, type WordValues } from './words.js'

export type ReadVaccination = {
  readonly class: VaccinationClass
  readonly certainty: Certainty
  /** The cell's text. */
  readonly raw: string
}

// The one thing that is guessed of what no policy word says. "两针都没有" and "还差第二针" name two doses as well: a guess
// that somebody is protected could make a green of a red, and is left to a person.
const SAYS_NONE = /(?:未|没|拒|不|禁).{0,4}(?:接种|打|种|苗)|拒绝|禁忌|缓种/

/**
 * The vaccination class of a cell (CARE-VAC-1 to 3). Blank is unknown, and so is what no policy word says, unless it can only
 * mean that there is none.
 */
export const readVaccination = (raw: string, words: WordValues): ReadVaccination => {
  const key = wordKey(raw)
  if (key === '') return { class: 'unknown', certainty: 'sure', raw: '' }
  const text = textOf(raw)
  const { none, partial, full } = words.vaccination
  if (isOneOf(full, key)) return { class: 'full', certainty: 'sure', raw: text }
  if (isOneOf(none, key)) return { class: 'none', certainty: 'sure', raw: text }
  if (isOneOf(partial, key)) return { class: 'partial', certainty: 'sure', raw: text }
  return { class: SAYS_NONE.test(key) ? 'none' : 'unknown', certainty: 'unsure', raw: text }
}
