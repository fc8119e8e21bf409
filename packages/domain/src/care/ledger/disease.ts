import type { DiseaseClass } from '../tier/index.js'
import { textOf, wordKey } from './text.js'
import { type Certainty, containsOneOf, isOneOf, type WordValues, wordSet } from './words.js'

export type ReadDisease = {
  readonly class: DiseaseClass
  /** The diseases as named. */
  readonly names: readonly string[]
  readonly dialysis: boolean
  /** 'unsure' when something is said of control that no policy word covers, or that takes a word for stable back. */
  readonly certainty: Certainty
}

type Control = 'stable' | 'unstable' | null
/** `unclear`: a word for stable that something takes back, as in "不太稳定". */
type Named = { readonly name: string; readonly control: Control; readonly unclear?: true }

// What stands right before a word for stable and turns it round. "心功能不全稳定" is stable: its 不 belongs to the name.
const TAKEN_BACK =
  /(?:(?:[不没未]|尚未|仍未|还没|还未)(?:太|够|甚|很|大|怎么|是很|十分|完全|能|曾|有|见|算)?|无法|难以|难|欠|非)$/
// In a column of its own, where no name stands, anything of the kind leaves it open.
const DOUBTS = /[不没未无难欠差非否勿]|有时|时而|偶|曾|待/

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
    if (end === undefined) continue
    const name = part.slice(0, part.length - end.length)
    const back = control === 'stable' ? TAKEN_BACK.exec(name) : null
    if (back === null) return { name, control }
    return { name: name.slice(0, back.index), control: null, unclear: true }
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
  const isStable = isOneOf(words.stable, key) || (containsOneOf(words.stable, key) && !DOUBTS.test(key))
  if (isStable) return { control: 'stable', unclear: false }
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
  const isUnclear = column.unclear || named.some(({ unclear }) => unclear === true)
  const overall = named.find(({ name, control: own }) => name === '' && own === 'unstable')
    ? 'unstable'
    : (column.control ?? named.find(({ name }) => name === '')?.control ?? null)
  return {
    class: classOf(named, overall),
    names: [...new Set(named.map(({ name }) => name).filter((name) => name !== ''))],
    dialysis: containsOneOf(words.dialysis, key),
    certainty: isUnclear ? 'unsure' : 'sure',
  }
}
