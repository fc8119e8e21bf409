import type { VaccinationClass } from '../tier/index.js'
import { textOf, wordKey } from './text.js'
import { type Certainty, isOneOf, type WordValues } from './words.js'

export type ReadVaccination = {
  readonly class: VaccinationClass
  readonly certainty: Certainty
  /** The cell's text. */
  readonly raw: string
}

// Guesses for what no policy word says, always 'unsure'. In this order: "未全程" before "全程", "第二针" before "一针".
const GUESSES: readonly (readonly [RegExp, VaccinationClass])[] = [
  [/未(?:完成)?全程|只打一针/, 'partial'],
  [/(?:未|没|拒|不|禁).{0,4}(?:接种|打|种|苗)|拒绝|禁忌|缓种/, 'none'],
  [/[2-9两二三四五][针剂次]|全程|加强/, 'full'],
  [/[1一首][针剂次]/, 'partial'],
]

/** The vaccination class of a cell (CARE-VAC-1 to 3). Blank is unknown. */
export const readVaccination = (raw: string, words: WordValues): ReadVaccination => {
  const key = wordKey(raw)
  if (key === '') return { class: 'unknown', certainty: 'sure', raw: '' }
  const text = textOf(raw)
  const { none, partial, full } = words.vaccination
  if (isOneOf(full, key)) return { class: 'full', certainty: 'sure', raw: text }
  if (isOneOf(none, key)) return { class: 'none', certainty: 'sure', raw: text }
  if (isOneOf(partial, key)) return { class: 'partial', certainty: 'sure', raw: text }
  const guess = GUESSES.find(([pattern]) => pattern.test(key))
  return { class: guess?.[1] ?? 'unknown', certainty: 'unsure', raw: text }
}
