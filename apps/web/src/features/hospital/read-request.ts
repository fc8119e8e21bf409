import {
  basisOf,
  doubtOfRequest,
  factsAsked,
  faultOfFacts,
  type KindKeeping,
  type KindUnit,
  type NeedFact,
  type NeedFacts,
  type NeedTerms,
  needFacts,
  readQuantity,
  verifiedNeedOf,
} from '@lianfang/domain/supply'
import type { ArgsOf } from '../../api/client.js'
import type { Terms } from '../deals/types.js'
import { typedWhole } from '../report/typed-whole.js'

export type RequestSaid = Omit<ArgsOf<'request.draft'>['body'], 'id' | 'hospital' | 'kind'>

/** What is typed of a request. */
export type RequestDraft = {
  readonly hospital: string
  readonly kind: string
  readonly quantity: string
  readonly facts: Readonly<Partial<Record<NeedFact, string>>>
  readonly note: string
  /** The size that was asked back and said to be right; another size is asked back again. */
  readonly sure: string
  /** Under which id it went out, and what it said then: sent again unchanged it is the same command. */
  readonly sent: { readonly id: string; readonly said: string } | null
}

export const blankRequest: RequestDraft = {
  ...{ hospital: '', kind: '', quantity: '', facts: {}, note: '', sure: '', sent: null },
}

export type FieldFault = 'missing' | 'notAsked' | { readonly most: number }
export type RequestFaults = Readonly<Partial<Record<NeedFact | 'hospital' | 'kind' | 'quantity', FieldFault>>>

export type ReadRequest = {
  readonly faults: RequestFaults
  /** The need as it stands, once everything it takes is typed. */
  readonly need: NeedTerms | null
  /** The number against which the quantity looks like a mix-up of units (SUP-REQ-10). */
  readonly against: number | null
  readonly requested: number | null
  readonly said: RequestSaid
}

type Known = {
  readonly kind: { readonly code: string; readonly unit: KindUnit; readonly keeping: KindKeeping } | undefined
  readonly terms: Terms | undefined
}

const noFacts: NeedFacts = { criticalWaiting: null, inUse: null, idle: null, staffedBeds: null, dailyUse: null }

const factsOf = (draft: RequestDraft, asked: readonly NeedFact[]): NeedFacts =>
  Object.fromEntries(
    needFacts.map((fact) => [fact, asked.includes(fact) ? typedWhole(draft.facts[fact] ?? '') : null]),
  ) as NeedFacts // every fact was asked

/** Faults of the facts, each under its own field, by the rule the server has (SUP-REQ-11). */
const factFaults = (facts: NeedFacts, kind: NonNullable<Known['kind']>, most: number): RequestFaults => {
  const basis = basisOf(kind.keeping)
  const blank: Record<NeedFact, number | null> = { ...noFacts }
  for (const fact of factsAsked(basis)) blank[fact] = 0
  const found = new Map<NeedFact, FieldFault>()
  for (const fact of factsAsked(basis)) {
    const fault = faultOfFacts({ ...blank, [fact]: facts[fact] }, basis, { most })
    if (fault !== null) found.set(fact, fault.why === 'impossible' ? { most: fault.most } : fault.why)
  }
  return Object.fromEntries(found)
}

// Until the values of the place are here: the server says what it takes.
const unbounded = Number.MAX_SAFE_INTEGER

const quantityFault = (
  typed: number | null,
  kind: NonNullable<Known['kind']>,
  mostUnits: number,
): FieldFault | null => {
  if (typed === null) return 'missing'
  const read = readQuantity(
    { quantity: typed, unit: kind.unit, serial: null },
    { unit: kind.unit, keeping: kind.keeping, perPack: null },
    { mostUnits },
  )
  return 'fault' in read ? { most: mostUnits } : null
}

/** What was typed, judged by the rules the server judges by: faults by field, the need with its terms, a size to be asked back. */
export const readRequest = (draft: RequestDraft, { kind, terms }: Known): ReadRequest => {
  const requested = typedWhole(draft.quantity)
  const asked = kind === undefined ? [] : factsAsked(basisOf(kind.keeping))
  const facts = factsOf(draft, asked)
  const quantity = kind === undefined ? null : quantityFault(requested, kind, terms?.mostUnits ?? unbounded)
  const faults: RequestFaults = {
    ...(draft.hospital === '' ? { hospital: 'missing' as const } : {}),
    ...(kind === undefined ? { kind: 'missing' as const } : factFaults(facts, kind, terms?.most ?? unbounded)),
    ...(quantity === null ? {} : { quantity }),
  }
  const said: RequestSaid = {
    ...{ quantity: requested ?? Number.NaN, unit: kind?.unit ?? '', product: null, facts },
    ...{
      note: draft.note.trim() === '' ? null : draft.note.trim(),
      sure: draft.sure !== '' && draft.sure === sizeOf(draft),
    },
  }
  const isWhole = Object.keys(faults).length === 0 && requested !== null
  if (!isWhole || kind === undefined || terms === undefined)
    return { faults, need: null, against: null, requested, said }
  const { perPatient, coverDays, doubtTimes, idleInBooks, coming, usual } = terms
  const values = { unitsPerPatient: new Map([[kind.code, perPatient]]), coverDays }
  const need = verifiedNeedOf(
    { kind: kind.code, basis: terms.basis, requested, facts },
    { idleInBooks, coming },
    values,
  )
  const against = doubtOfRequest({ requested, facts, perPatient }, usual, { doubtTimes, coverDays })
  return { faults, need, against, requested, said }
}

/** What a size is asked back for: the quantity with the facts it is held against. */
export const sizeOf = ({ kind, quantity, facts }: RequestDraft): string => JSON.stringify([kind, quantity, facts])

type Standing = {
  readonly hospital: { readonly id: string }
  readonly kind: string
  readonly said: { readonly quantity: number }
  readonly facts: NeedFacts
  readonly note: string | null
  readonly doubted: boolean
}

/** A request as it stands, to be changed. */
export const draftOf = (request: Standing): RequestDraft => {
  const facts = Object.fromEntries(
    needFacts.flatMap((fact) => (request.facts[fact] === null ? [] : [[fact, String(request.facts[fact])]])),
  )
  const draft = { ...blankRequest, hospital: request.hospital.id, kind: request.kind, facts }
  const typed = { ...draft, quantity: String(request.said.quantity), note: request.note ?? '' }
  return request.doubted ? { ...typed, sure: sizeOf(typed) } : typed
}
