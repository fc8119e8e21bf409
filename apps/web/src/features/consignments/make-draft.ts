import type { CargoSource, MoveUrgency } from '@lianfang/domain/supply'
import type { ArgsOf } from '../../api/client.js'
import { typedWhole } from '../report/typed-whole.js'
import { blankLeg, isWholeLeg, type LegDraft, legBody } from './leg-fields.js'

export type OutsideSource = Exclude<CargoSource, 'books'>
export type GoodsDraft = {
  readonly kind: string
  readonly quantity: string
  readonly lot: string
  readonly serials: string
}
type End = { readonly id: string; readonly name: string } | null

/** What is typed of a new consignment. */
export type MakeDraft = {
  readonly what: 'store' | 'outside'
  readonly store: End
  readonly to: End
  readonly source: OutsideSource | ''
  readonly party: string
  readonly urgency: MoveUrgency
  readonly reference: string
  readonly lines: readonly GoodsDraft[]
  readonly legs: readonly LegDraft[]
  /** The same said again goes out under the same id, also after a reload. */
  readonly sent: { readonly id: string; readonly said: string } | null
}

export const blankGoods: GoodsDraft = { kind: '', quantity: '', lot: '', serials: '' }
export const blankMake: MakeDraft = {
  ...{ what: 'outside', store: null, to: null, source: '', party: '', urgency: 'urgent', reference: '' },
  ...{ lines: [blankGoods], legs: [blankLeg()], sent: null },
}

/** What a new one is made of beside what is typed: units assigned to a request, or a transfer on its way. */
export type Given =
  | { readonly what: 'free' }
  | { readonly what: 'transfer'; readonly transfer: string }
  | { readonly what: 'assignment'; readonly assignment: string; readonly kind: string; readonly quantity: number }

export type MakeFault = 'store' | 'to' | 'source' | 'party' | `line.${number}` | `leg.${number}`
type Body = Omit<ArgsOf<'consignment.make'>['body'], 'id'>
type Cargo = Body['cargo']

const serialsOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Units of a line: as many as its serial numbers, where they are written. */
export const unitsOf = ({ quantity, serials }: GoodsDraft): number | null =>
  serialsOf(serials).length > 0 && quantity.trim() === '' ? serialsOf(serials).length : typedWhole(quantity)

const isLineFine = (line: GoodsDraft): boolean => {
  const units = unitsOf(line)
  const serials = serialsOf(line.serials)
  const isCount = units !== null && Number.isSafeInteger(units) && units > 0
  return line.kind !== '' && isCount && (serials.length === 0 || serials.length === units)
}

type UnitOf = (kind: string) => string

type OutsideLines = Extract<Cargo, { what: 'outside' }>['lines']
const outsideLines = (draft: MakeDraft, given: Given, unitOf: UnitOf): OutsideLines => {
  const plain = { product: null, lot: null, expiry: null, serial: null }
  if (given.what === 'assignment') {
    const { kind, quantity, assignment } = given
    const { lot, serials } = draft.lines[0] ?? blankGoods
    const base = { ...plain, kind, unit: unitOf(kind), lot: lot.trim() || null, assignment }
    const known = serialsOf(serials)
    return known.length > 0 ? known.map((serial) => ({ ...base, serial, quantity: 1 })) : [{ ...base, quantity }]
  }
  return draft.lines.flatMap((line): OutsideLines => {
    const { kind } = line
    const base = { ...plain, kind, unit: unitOf(kind), lot: line.lot.trim() || null, assignment: null }
    const serials = serialsOf(line.serials)
    if (serials.length > 0) return serials.map((serial) => ({ ...base, serial, quantity: 1 }))
    return [{ ...base, quantity: unitsOf(line) ?? 0 }]
  })
}

const cargoOf = (draft: MakeDraft, given: Given, unitOf: UnitOf): Cargo | null => {
  if (given.what === 'transfer') return { what: 'transfer', transfer: given.transfer }
  if (draft.what === 'outside') {
    const { source, party } = draft
    if (source === '') return null
    return { what: 'outside', source, party: party.trim(), lines: outsideLines(draft, given, unitOf) }
  }
  if (draft.store === null) return null
  const { id: store } = draft.store
  if (given.what === 'assignment') return { what: 'assignments', store, assignments: [given.assignment] }
  const lines = draft.lines.map((line) => ({
    ...{ kind: line.kind, product: null, quantity: unitsOf(line) ?? 0, unit: unitOf(line.kind) },
  }))
  return { what: 'store', store, lines }
}

/** A new consignment as it is sent, or every field that lacks something. */
export const readMake = (draft: MakeDraft, given: Given, to: string | null, unitOf: UnitOf) => {
  const faults: MakeFault[] = []
  const isOutside = given.what !== 'transfer' && draft.what === 'outside'
  if (to === null) faults.push('to')
  if (given.what !== 'transfer' && draft.what === 'store' && draft.store === null) faults.push('store')
  if (isOutside && draft.source === '') faults.push('source')
  if (isOutside && draft.party.trim() === '') faults.push('party')
  const typed = given.what === 'free' ? draft.lines : []
  for (const [i, line] of typed.entries()) if (!isLineFine(line)) faults.push(`line.${i}`)
  for (const [i, leg] of draft.legs.entries()) if (!isWholeLeg(leg)) faults.push(`leg.${i}`)
  // Of assigned units there are as many as are assigned: as many serial numbers, or none.
  const numbers = given.what === 'assignment' && isOutside ? serialsOf(draft.lines[0]?.serials ?? '').length : 0
  if (given.what === 'assignment' && numbers > 0 && numbers !== given.quantity) faults.push('line.0')
  const cargo = cargoOf(draft, given, unitOf)
  if (faults.length > 0 || cargo === null || to === null) return { faults, body: null }
  const { urgency, reference } = draft
  const body: Body = { to, urgency, reference: reference.trim() || null, cargo, legs: draft.legs.map(legBody) }
  return { faults, body }
}
