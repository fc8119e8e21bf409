import type { PersonKind } from '../../policy/index.js'
import { wordKey } from './text.js'
import { type Certainty, containsOneOf, isOneOf, type WordValues } from './words.js'

export type LivingClass = 'alone' | 'onlyWithDisabledChildren' | 'notAlone' | 'unknown'
export type ReadLiving = { readonly class: LivingClass; readonly certainty: Certainty }

const guessLiving = (key: string, words: WordValues): LivingClass => {
  if (containsOneOf(words.kinds.onlyWithDisabledChildren, key)) return 'onlyWithDisabledChildren'
  const denied = /[非不否未]/.test(key)
  return !denied && containsOneOf(words.kinds.livingAlone, key) ? 'alone' : 'unknown'
}

/** How a person lives (CARE-LIVE-1 to 3). Blank is unknown. */
export const readLiving = (raw: string, words: WordValues): ReadLiving => {
  const key = wordKey(raw)
  if (key === '') return { class: 'unknown', certainty: 'sure' }
  if (isOneOf(words.livingAlone, key)) return { class: 'alone', certainty: 'sure' }
  if (isOneOf(words.notAlone, key)) return { class: 'notAlone', certainty: 'sure' }
  if (isOneOf(words.onlyWithDisabledChildren, key)) return { class: 'onlyWithDisabledChildren', certainty: 'sure' }
  return { class: guessLiving(key, words), certainty: 'unsure' }
}

const KINDS: readonly PersonKind[] = [
  'livingAlone',
  'onlyWithDisabledChildren',
  'dialysis',
  'disabled',
  'pregnant',
  'childInDifficulties',
  'child',
]

/** The kinds a cell of a kinds column names (CARE-KIND-1). "残疾子女" says how someone lives, not that they are disabled. */
export const readKinds = (raw: string, words: WordValues): readonly PersonKind[] => {
  const key = wordKey(raw)
  if (key === '') return []
  const said = KINDS.filter((kind) => containsOneOf(words.kinds[kind], key))
  const ownDisability = containsOneOf(words.kinds.disabled, key.replaceAll('残疾子女', ''))
  return said.filter((kind) => kind !== 'disabled' || ownDisability)
}
