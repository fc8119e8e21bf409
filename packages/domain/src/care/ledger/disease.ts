import type { DiseaseClass } from '../tier/index.js'
import { textOf, wordKey } from './text.js'
import { type Certainty, containsOneOf, isOneOf, type WordValues, wordSet } from './words.js'

export type ReadDisease = {
  readonly class: DiseaseClass
  /** The diseases as named. */
  readonly names: readonly string[]
  readonly dialysis: boolean
  /** 'unsure' when the control column says something that no policy word covers. */
  readonly certainty: Certainty
}

type Control = 'stable' | 'unstable' | null
type Named = { readonly name: string; readonly control: Control }

const SEPARATORS = /[、;,+/\s]+/
const IN_BRACKETS = /\(([^()]*)\)/

const controlOf = (text: string, words: WordValues): Control => {
  const key = wordKey(text)
  if (isOneOf(words.unstable, key)) return 'unstable'
  return isOneOf(words.stable, key) ? 'stable' : null
}

/**
 * The longest word that ends the text and leaves a name of two characters before it; of one, when no other fits. So
 * "高血压不稳" is 高血压 and 不稳, not 高 and 血压不稳, while "癌不稳定" stays readable.
 */
const endOf = (words: readonly string[], text: string): string | undefined => {
  const ends = [...wordSet(words)]
    .filter((word) => text.endsWith(word) && word.length < text.length)
    .sort((a, b) => b.length - a.length)
  return ends.find((word) => text.length - word.length >= 2) ?? ends[0]
}

/** "糖尿病控制差" → the disease and its control. Unstable first: "不稳定" ends with "稳定". */
const splitEnd = (part: string, words: WordValues): Named => {
  const lower = part.toLowerCase()
  for (const control of ['unstable', 'stable'] as const) {
    const end = endOf(words[control], lower)
    if (end !== undefined) return { name: part.slice(0, part.length - end.length), control }
  }
  return { name: part, control: null }
}

const readPart = (part: string, words: WordValues): Named => {
  const own = controlOf(part, words)
  if (own) return { name: '', control: own }
  const bracket = IN_BRACKETS.exec(part)
  const inside = bracket?.[1] === undefined ? null : controlOf(bracket[1], words)
  if (bracket && inside) return { name: part.replace(bracket[0], ''), control: inside }
  return splitEnd(part, words)
}

const readControlCell = (raw: string, words: WordValues): { readonly control: Control; readonly unclear: boolean } => {
  const key = wordKey(raw)
  if (key === '') return { control: null, unclear: false }
  if (containsOneOf(words.unstable, key)) return { control: 'unstable', unclear: false }
  if (containsOneOf(words.stable, key)) return { control: 'stable', unclear: false }
  return { control: null, unclear: !isOneOf(words.noDisease, key) }
}

/** One control for all: unstable when any is, stable only when each is, otherwise not known. */
const classOf = (named: readonly Named[], overall: Control): DiseaseClass => {
  if (overall === 'unstable' || named.some(({ control }) => control === 'unstable')) return 'unstable'
  const each = named.filter(({ name }) => name !== '')
  const allStable = overall === 'stable' || each.every(({ control }) => control === 'stable')
  return allStable ? 'stable' : 'stabilityUnknown'
}

// Brackets may hold separators of their own: "冠心病(支架、稳定)" stays one part.
const splitOutsideBrackets = (text: string): readonly string[] => {
  if (!text.includes('(')) return text.split(SEPARATORS)
  const hidden = text.replace(/\([^()]*\)/g, (bracket) => bracket.replace(/[、;,+/\s]/g, '·'))
  return hidden.split(SEPARATORS)
}

/**
 * The diseases in a cell and whether they are controlled, with an optional column on control (CARE-DIS-1 to 4). Blank is
 * unknown; a named disease without a word on control is 'stabilityUnknown'.
 */
export const readDisease = (raw: string, control: string, words: WordValues): ReadDisease => {
  const text = textOf(raw)
  const key = wordKey(text)
  const column = readControlCell(control, words)
  const certainty = column.unclear ? 'unsure' : 'sure'
  if (key === '' && column.control === null) return { class: 'unknown', names: [], dialysis: false, certainty }
  if (isOneOf(words.noDisease, key)) return { class: 'none', names: [], dialysis: false, certainty }
  const parts = splitOutsideBrackets(text)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !isOneOf(words.noDisease, wordKey(part)))
  if (parts.length === 0 && column.control === null) return { class: 'none', names: [], dialysis: false, certainty }
  const named = parts.map((part) => readPart(part, words))
  const overall = named.find(({ name, control: own }) => name === '' && own === 'unstable')
    ? 'unstable'
    : (column.control ?? named.find(({ name }) => name === '')?.control ?? null)
  return {
    class: classOf(named, overall),
    names: [...new Set(named.map(({ name }) => name).filter((name) => name !== ''))],
    dialysis: containsOneOf(words.dialysis, key),
    certainty,
  }
}
