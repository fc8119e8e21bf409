import { NATION } from '../shared/index.js'
import type { Gate } from './care-values.js'
import { careValues } from './read-care-values.js'
import { supplyValues } from './read-supply-values.js'
import { inForce, sameJson } from './resolve.js'
import { policyRules, seedValues } from './seed/all.js'
import type { PolicyRule } from './types.js'

/** What a rule's value looks like, and so by what form it is entered. `fixed`: the program holds one value only. */
export type ValueKind =
  | 'number'
  | 'words'
  | 'tiers'
  | 'bands'
  | 'range'
  | 'wordGroups'
  | 'unknownAs'
  | 'points'
  | 'table'
  | 'fixed'

// The program knows one way of doing these. Another value would stand on the page and change nothing, or close the step;
// what can be entered is the same value with a better source.
const fixed: readonly string[] = [
  ...['CARE-TIER-2', 'CARE-TIER-7', 'CARE-TIER-8', 'CARE-ACCESS-2', 'CARE-LIFE-4'],
  ...['SUP-BOOK-1', 'SUP-BOOK-2', 'SUP-BOOK-3'],
  ...['SUP-REQ-2', 'SUP-REQ-3', 'SUP-REQ-6', 'SUP-TRA-2', 'SUP-SEI-1'],
  ...['SUP-MOVE-11', 'SUP-MOVE-12'],
  ...['SUP-GRASS-8', 'SUP-GRASS-12'],
  ...['SUP-ASSET-1', 'SUP-ASSET-6', 'SUP-ASSET-7'],
  ...['SUP-GIFT-1', 'SUP-GIFT-2', 'SUP-GIFT-3', 'SUP-GIFT-4', 'SUP-GIFT-5', 'SUP-GIFT-8'],
]

const ofList = (list: readonly unknown[]): ValueKind => {
  if (list.every((one) => typeof one === 'number')) return 'bands'
  return list.every((one) => typeof one === 'string') ? 'words' : 'table'
}

const ofFields = (fields: readonly unknown[]): ValueKind => {
  if (fields.every((one) => typeof one === 'number')) return 'range'
  if (fields.every((one) => typeof one === 'string')) return 'unknownAs'
  return fields.every(Array.isArray) ? 'wordGroups' : 'points'
}

const seedOf = (ruleId: string) => seedValues.find((v) => v.ruleId === ruleId)

/** The kind of a rule's value, told from the value a new installation starts with. */
export const valueKindOf = (ruleId: string): ValueKind => {
  const value = seedOf(ruleId)?.value
  if (fixed.includes(ruleId)) return 'fixed'
  if (ruleId === 'CARE-DUE-8') return 'tiers'
  if (Array.isArray(value)) return ofList(value)
  return typeof value === 'object' && value !== null ? ofFields(Object.values(value)) : 'number'
}

// Half an attempt and two and a half people are slips of the pen.
const counted: readonly string[] = [
  'follow-ups',
  'minutes',
  'breaths',
  'readings',
  'attempts',
  'people',
  'days',
  'letters',
  'points',
  'years',
  'hour of the day',
  'pieces',
  'reports',
  'requests',
  'entries',
  'kilobytes',
  'photos',
  'fen',
]

const isWhole = (rule: PolicyRule, value: unknown): boolean =>
  !counted.includes(rule.unit) || typeof value !== 'number' || Number.isInteger(value)

/**
 * Whether the program can work with this value: read by the same readers that the rules are read with, all other rules
 * at their seed values. What cannot be read would close the step it belongs to.
 */
export const isReadable = (rule: PolicyRule, value: unknown): boolean => {
  const seed = seedOf(rule.id)
  if (seed === undefined || !isWhole(rule, value)) return false
  if (fixed.includes(rule.id)) return sameJson(seed.value, value)
  const values = seedValues.map((v) => (v.ruleId === rule.id ? { ...v, value } : v))
  const found = inForce(policyRules, values, { place: NATION, day: seed.from })
  const gates: readonly Gate<unknown>[] = Object.values({ ...careValues(found), ...supplyValues(found) })
  return gates.every((gate) => gate.state === 'open' || !gate.ruleIds.includes(rule.id))
}
