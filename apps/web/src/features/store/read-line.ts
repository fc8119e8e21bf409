import { type QuantityFault, readIncoming, readQuantity } from '@lianfang/domain/supply'
import { typedWhole } from '../report/typed-whole.js'
import { type Act, type ActDraft, type LineDraft, needsReason, needsReference } from './draft.js'

export type LineField = 'kind' | 'item' | 'quantity' | 'serial' | 'expiry'
/** What is to be put right in a field of a line. */
export type LineFault =
  | 'kindMissing'
  | 'itemMissing'
  | 'quantityMissing'
  | 'number'
  | 'fraction'
  | 'few'
  | 'more'
  | 'packUnknown'
  | 'serialMissing'
  | 'serialQuantity'
  | 'serialNotKept'
  | 'unit'
  | 'day'

export type ReadLine = {
  /** In the unit of the kind; null where it cannot be read. */
  readonly units: number | null
  readonly faults: Readonly<Partial<Record<LineField, LineFault>>>
}

// The limit of a policy value is told by the server, with the number; here only what is a number is told apart.
const limit = { mostUnits: Number.MAX_SAFE_INTEGER }

const quantityFault = (fault: QuantityFault, value: number): readonly [LineField, LineFault] => {
  switch (fault.why) {
    case 'serialMissing':
      return ['serial', 'serialMissing']
    case 'serialNotKept':
      return ['serial', 'serialNotKept']
    case 'quantity':
      return ['quantity', !Number.isInteger(value) ? 'fraction' : value < 1 ? 'few' : 'number']
    default:
      return ['quantity', fault.why]
  }
}

type Units = { readonly units: number } | { readonly at: LineField; readonly why: LineFault }

/** The units of a line, by the domain's own reading. */
const unitsOf = (act: Act, line: LineDraft): Units => {
  const value = typedWhole(line.quantity)
  if (value === null) return { at: 'quantity', why: 'quantityMissing' }
  if (Number.isNaN(value)) return { at: 'quantity', why: 'number' }
  const serial = line.serial.trim() === '' ? null : line.serial
  const entered = { quantity: value, unit: line.measure === 'pack' ? 'pack' : line.unit, serial }
  const of = { unit: line.unit, keeping: line.keeping, perPack: line.product?.perPack ?? null }
  const read = act === 'receive' ? readIncoming(entered, of, limit) : readQuantity(entered, of, limit)
  if ('units' in read) return read
  const [at, why] = quantityFault(read.fault, value)
  return { at, why }
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)

/** What a line says, and what is to be put right in it. `named`: the book does not choose. */
export const readLine = (act: Act, line: LineDraft, must: 'named' | 'any' = 'any'): ReadLine => {
  const faults: Partial<Record<LineField, LineFault>> = {}
  if (line.kind === '') return { units: null, faults: { kind: 'kindMissing' } }
  if (must === 'named' && line.item === '') faults.item = 'itemMissing'
  if (line.expiry !== '' && !isDay(line.expiry)) faults.expiry = 'day'
  const read = unitsOf(act, line)
  if ('why' in read) return { units: null, faults: { ...faults, [read.at]: read.why } }
  if (line.item !== '' && line.there !== null && read.units > line.there) faults.quantity = 'more'
  return { units: read.units, faults }
}

export type HeadField = 'lines' | 'into' | 'held' | 'to' | 'why' | 'reference' | 'day'
/** What is to be put right beside the lines. */
export type HeadFault =
  | 'noLines'
  | 'mixed'
  | 'choose'
  | 'same'
  | 'reason'
  | 'earlier'
  | 'reference'
  | 'reservedReference'
  | 'future'

/** What is to be put right of all that is not a line. `today`: in the zone of the place. */
export const readHead = (act: Act, draft: ActDraft, today: string): Readonly<Partial<Record<HeadField, HeadFault>>> => {
  const faults: Partial<Record<HeadField, HeadFault>> = {}
  const { lines } = draft
  if (lines.length === 0) faults.lines = 'noLines'
  // The server takes either what is named, held or not, or its own choice of what can be used.
  const named = lines.filter((line) => line.item !== '').length
  if (act === 'send' && named > 0 && named < lines.length) faults.lines = 'mixed'
  if (act === 'receive' && draft.into === '') faults.into = 'choose'
  if (act === 'hold' && draft.held === '') faults.held = 'choose'
  if (act === 'hold' && lines.some(({ state }) => state === draft.held)) faults.held = 'same'
  if (act === 'send' && draft.to === '') faults.to = 'choose'
  if (needsReason(act) && draft.why.trim() === '') faults.why = 'reason'
  const passed = act === 'issue' && !draft.reserved && lines.some(({ earlier }) => earlier !== '')
  if (passed && draft.why.trim() === '') faults.why = 'earlier'
  if (needsReference(act) && draft.reference.trim() === '') faults.reference = 'reference'
  if (act === 'issue' && draft.reserved && draft.reference.trim() === '') faults.reference = 'reservedReference'
  if (draft.day !== '' && draft.day > today) faults.day = 'future'
  return faults
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

const lineBody = (act: Act, line: LineDraft): object => {
  const amount = { quantity: typedWhole(line.quantity), unit: line.measure === 'pack' ? 'pack' : line.unit }
  const { kind } = line
  // Who names a lot asks for it; the product tells no more, but for how many are in a pack.
  const product = line.item !== '' && line.measure === 'unit' ? null : (line.product?.id ?? null)
  switch (act) {
    case 'receive':
      return {
        ...{ kind, product, lot: orNull(line.lot), expiry: orNull(line.expiry), serial: orNull(line.serial) },
        ...amount,
      }
    case 'hold':
    case 'release':
    case 'dispose':
      return { kind, item: line.item, state: line.state, ...amount }
    case 'send':
      return { kind, product, item: orNull(line.item), state: line.state, ...amount }
    case 'issue':
    case 'reserve':
    case 'unreserve':
      return { kind, product, item: orNull(line.item), ...amount }
  }
}

/** The body of the command but for its id. Read before: nothing in it is to be put right. */
export const bodyOf = (act: Act, draft: ActDraft, given: { readonly day: string; readonly consignment: string }) => ({
  ...{ day: draft.day === '' ? given.day : draft.day, why: orNull(draft.why) },
  ...{ reference: orNull(draft.reference), party: orNull(draft.party) },
  lines: draft.lines.map((line) => lineBody(act, line)),
  ...(act === 'receive' ? { into: draft.into } : {}),
  ...(act === 'hold' ? { to: draft.held } : {}),
  ...(act === 'send' ? { to: draft.to, consignment: given.consignment } : {}),
  ...(act === 'issue' ? { reserved: draft.reserved } : {}),
})
