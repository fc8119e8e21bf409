import type { Gate, Range } from './care-values.js'
import type { KnownRuleId } from './seed/all.js'
import type { InForce } from './types.js'

export const member = <T extends string>(list: readonly T[], value: unknown): T | undefined =>
  list.find((item) => item === value)

type Fields = Readonly<Record<string, unknown>>
export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {} // a JSON edge

export const readCount = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined
export const readPositive = (value: unknown): number | undefined => {
  const count = readCount(value)
  return count !== undefined && count > 0 ? count : undefined
}
export const readWords = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string') ? value : undefined

/** Reads rules one by one and remembers those that could not be read. */
const makeReader = (inForce: InForce) => {
  const closed: KnownRuleId[] = []
  const read = <T>(ruleId: KnownRuleId, parse: (value: unknown) => T | undefined): T | undefined => {
    const state = inForce.states.get(ruleId)
    const parsed = state?.state === 'open' ? parse(state.value) : undefined
    if (parsed === undefined) closed.push(ruleId)
    return parsed
  }
  return { read, closed }
}

export type Read = ReturnType<typeof makeReader>['read']

/** A group is open when every rule it reads could be read. The group's own reader returns undefined otherwise. */
export const gate = <Values>(inForce: InForce, readGroup: (read: Read) => Values | undefined): Gate<Values> => {
  const { read, closed } = makeReader(inForce)
  const values = readGroup(read)
  return values === undefined || closed.length > 0 ? { state: 'closed', ruleIds: closed } : { state: 'open', values }
}

export const readRange = (value: unknown): Range | undefined => {
  const { least, most } = fieldsOf(value)
  return typeof least === 'number' && typeof most === 'number' && least < most ? { least, most } : undefined
}
