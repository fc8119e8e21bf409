import {
  type CareValues,
  careValues,
  type Gate,
  type InForce,
  inForce,
  type PolicyValue,
  policyRules,
  type SupplyValues,
  seedValues,
  supplyValues,
} from '@lianfang/domain/policy'
import type { Day, PlaceCode } from '@lianfang/domain/shared'
import { type Database, inTransaction, noScope } from '../db/index.js'
import { problem } from '../problems/index.js'
import { addSeedValues, readPolicyValues } from './sql.js'

export type Policy = {
  /** Rules in force for a place on a day. */
  readonly inForce: (place: PlaceCode, day: Day) => Promise<InForce>
  /** The typed values of care in force for a place on a day. */
  readonly care: (place: PlaceCode, day: Day) => Promise<CareValues>
  /** The typed values of supply in force for a place on a day. */
  readonly supply: (place: PlaceCode, day: Day) => Promise<SupplyValues>
  /** Every value entered so far. */
  readonly values: () => Promise<readonly PolicyValue[]>
  /** The typed values of care as they would be with one more value; kept nowhere. */
  readonly careWith: (more: PolicyValue, at: { readonly place: PlaceCode; readonly day: Day }) => Promise<CareValues>
  /** Forgets what is remembered, after a value was entered. */
  readonly forget: () => void
}

// Values change a few times a month and are read by every request: kept for ten seconds, and forgotten at once in the
// process that enters one.
const rememberMs = 10_000

/** Loads the values in force and hands them to whoever decides; no rule reads them itself (X3). */
export const makePolicy = (db: Database, now: () => number): Policy => {
  let values: { readonly at: number; readonly list: readonly PolicyValue[] } | undefined
  const resolved = new Map<string, InForce>()
  const typed = new Map<string, CareValues>()
  const ofSupply = new WeakMap<InForce, SupplyValues>()

  const load = async (): Promise<readonly PolicyValue[]> => {
    // Either way: a clock that was set back must not make them last.
    if (values !== undefined && Math.abs(now() - values.at) < rememberMs) return values.list
    // Not from the pool of the requests: each of them may hold a connection while it waits for the rules.
    const list = await inTransaction(db.worker, noScope, readPolicyValues, { readOnly: true })
    values = { at: now(), list }
    resolved.clear()
    typed.clear()
    return list
  }
  const at = async (place: PlaceCode, day: Day): Promise<InForce> => {
    const list = await load()
    const key = `${place} ${day}`
    const known = resolved.get(key)
    if (known !== undefined) return known
    const found = inForce(policyRules, list, { place, day })
    resolved.set(key, found)
    return found
  }
  return {
    inForce: at,
    care: async (place, day) => {
      const found = await at(place, day)
      const key = `${place} ${day}`
      const known = typed.get(key) ?? careValues(found)
      typed.set(key, known)
      return known
    },
    supply: async (place, day) => {
      const found = await at(place, day)
      const known = ofSupply.get(found) ?? supplyValues(found)
      ofSupply.set(found, known)
      return known
    },
    values: load,
    careWith: async (more, place) => careValues(inForce(policyRules, [...(await load()), more], place)),
    forget: () => {
      values = undefined
    },
  }
}

/** The values of an open gate; a closed one refuses the step, naming the rules that are missing (X3). */
export const openGate = <V>(gate: Gate<V>): V => {
  if (gate.state === 'closed') throw problem('policy.closed', { rules: gate.ruleIds })
  return gate.values
}

/** Enters the seed values that are missing; at every start, so that a new version's rules arrive. */
export const seedPolicy = (db: Database): Promise<number> =>
  inTransaction(db.worker, noScope, (tx) => addSeedValues(tx, seedValues))
