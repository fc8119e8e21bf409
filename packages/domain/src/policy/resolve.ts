import type { Day, PlaceCode } from '../shared/index.js'
import { chainOf } from '../shared/index.js'
import type { InForce, PolicyApproval, PolicyRule, PolicyValue, RuleId, RuleState } from './types.js'

const isStringList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

export const sameJson = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const left = Object.entries(a)
  const right = new Map(Object.entries(b))
  return left.length === right.size && left.every(([key, value]) => right.has(key) && sameJson(value, right.get(key)))
}

const isSuperset = (outer: unknown, inner: unknown): boolean => {
  if (!isStringList(outer) || !isStringList(inner)) return sameJson(outer, inner)
  const known = new Set(outer)
  return inner.every((item) => known.has(item))
}

/** Whether a lower level may set this value under the one in force above it (X3): equal or stricter, never looser. */
export const mayPlace = (
  rule: Pick<PolicyRule, 'direction'>,
  parentValue: unknown,
  newValue: unknown,
): 'allowed' | 'looser' => {
  const verdict = (allowed: boolean) => (allowed ? 'allowed' : 'looser')
  const numbers = typeof parentValue === 'number' && typeof newValue === 'number'
  switch (rule.direction) {
    case 'none':
      return 'allowed'
    case 'set':
      return verdict(isSuperset(newValue, parentValue))
    case 'min':
      return verdict(numbers ? newValue >= parentValue : isSuperset(newValue, parentValue))
    case 'max':
      return verdict(numbers ? newValue <= parentValue : isSuperset(parentValue, newValue))
  }
}

const isOpenOn = (value: PolicyValue, day: Day): boolean =>
  value.from <= day && (value.until === null || day <= value.until)

/** The latest value of each place; of two from the same day the one entered later. */
const latestByPlace = (values: readonly PolicyValue[]): ReadonlyMap<PlaceCode, PolicyValue> => {
  const latest = new Map<PlaceCode, PolicyValue>()
  for (const value of values) {
    const known = latest.get(value.place)
    if (!known || known.from <= value.from) latest.set(value.place, value)
  }
  return latest
}

const stateOf = (rule: PolicyRule, winner: PolicyValue | undefined): RuleState => {
  if (!winner) return { state: 'closed', why: 'missing' }
  // Also when the unconfirmed value is a local one over a confirmed national one: what the place really wants is not
  // known, and the step is refused until it is.
  if (rule.safety && winner.evidence === 'unconfirmed') return { state: 'closed', why: 'unconfirmed' }
  const { value, source, evidence, place, from, until } = winner
  return { state: 'open', value, source, evidence, place, from, until }
}

/**
 * Whether a dated approval lets a value deviate from the one above it: it was given by the level that issued that value,
 * and not before that value came into force. A value issued later above is one that nobody approved a deviation from.
 */
export const isCovered = (
  approval: PolicyApproval | null | undefined,
  above: Pick<PolicyValue, 'place' | 'from'>,
): boolean => approval !== null && approval !== undefined && approval.by === above.place && above.from <= approval.day

const holdsUnder = (rule: PolicyRule, above: PolicyValue, below: PolicyValue): boolean =>
  mayPlace(rule, above.value, below.value) === 'allowed' || isCovered(below.approval, above)

/**
 * The rules in force at a place on a day. From the nation down, the nearest place with a value wins, but only if its
 * value is not looser than the one above, or its deviation was approved there; a looser one is left out and reported. A rule with no value, or a safety rule
 * whose value is unconfirmed, is closed: its step is refused, never skipped.
 */
export const inForce = (
  rules: readonly PolicyRule[],
  values: readonly PolicyValue[],
  at: { readonly place: PlaceCode; readonly day: Day },
): InForce => {
  const chain = chainOf(at.place).toReversed()
  const places = new Set(chain)
  const byRule = new Map<RuleId, PolicyValue[]>()
  for (const value of values) {
    if (!places.has(value.place) || !isOpenOn(value, at.day)) continue
    const list = byRule.get(value.ruleId)
    if (list) list.push(value)
    else byRule.set(value.ruleId, [value])
  }
  const states = new Map<RuleId, RuleState>()
  const ignored: PolicyValue[] = []
  for (const rule of rules) {
    const latest = latestByPlace(byRule.get(rule.id) ?? [])
    let winner: PolicyValue | undefined
    for (const place of chain) {
      const candidate = latest.get(place)
      if (!candidate) continue
      if (!winner || holdsUnder(rule, winner, candidate)) winner = candidate
      else ignored.push(candidate)
    }
    states.set(rule.id, stateOf(rule, winner))
  }
  return { states, ignored }
}
