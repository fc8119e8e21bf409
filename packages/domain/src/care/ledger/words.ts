import type { WordValues } from '../../policy/index.js'
import { wordKey } from './text.js'

const indexes = new WeakMap<readonly string[], ReadonlySet<string>>()

/** A policy word list as a set of keys, built once per list: a million rows ask the same lists. */
export const wordSet = (words: readonly string[]): ReadonlySet<string> => {
  const known = indexes.get(words)
  if (known) return known
  const made = new Set(words.map(wordKey))
  indexes.set(words, made)
  return made
}

export const isOneOf = (words: readonly string[], key: string): boolean => wordSet(words).has(key)

export const containsOneOf = (words: readonly string[], key: string): boolean => {
  for (const word of wordSet(words)) if (key.includes(word)) return true
  return false
}

/** How sure a reading of a cell is: 'unsure' ones are shown to a person before they are taken in. */
export type Certainty = 'sure' | 'unsure'
export type { WordValues }
