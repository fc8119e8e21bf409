import type { RequestValues, RequisitionValues, TransferValues } from './deal-values.js'
import { type Read, readPositive, readWords } from './reader.js'

/** Lines of 'kind number', such as 'syringe-pump 3'. */
const readPerPatient = (value: unknown): ReadonlyMap<string, number> | undefined => {
  const found = new Map<string, number>()
  for (const line of readWords(value) ?? []) {
    const [, kind, units] = /^([a-z][a-z0-9-]{1,39})\s+(\d{1,2})$/.exec(line.trim()) ?? []
    if (kind === undefined || Number(units) < 1) return undefined
    found.set(kind, Number(units))
  }
  return found.size === 0 ? undefined : found
}

const allOf =
  (known: readonly string[]) =>
  (value: unknown): readonly string[] | undefined => {
    const words = readWords(value)
    return words?.length === known.length && known.every((word) => words.includes(word)) ? words : undefined
  }

const only =
  (known: string) =>
  (value: unknown): string | undefined =>
    value === known ? known : undefined

/** What the program knows how to ask for: another word would ask for nothing. */
export const gateWords = ['operators', 'oxygen', 'power', 'consumables'] as const
export const requisitionWords = [
  'orderNumber',
  'authority',
  'receipt',
  'condition',
  'compensation',
  'returnDay',
] as const

/** Lines of 'kind gate gate', such as 'monitor-ecg operators power': each gate known, none twice. */
const readGatesOf = (value: unknown): ReadonlyMap<string, readonly string[]> | undefined => {
  const found = new Map<string, readonly string[]>()
  for (const line of readWords(value) ?? []) {
    const [kind = '', ...gates] = line.trim().split(/\s+/)
    const known = gates.length > 0 && gates.every((gate) => gateWords.some((word) => word === gate))
    if (!/^[a-z][a-z0-9-]{1,39}$/.test(kind) || !known || new Set(gates).size < gates.length) return undefined
    if (found.has(kind)) return undefined
    found.set(kind, gates)
  }
  return found.size === 0 ? undefined : found
}

const readFactor = (value: unknown): number | undefined => {
  const times = readPositive(value)
  return times !== undefined && times >= 1 ? times : undefined
}

export const readRequests = (read: Read): RequestValues | undefined => {
  const unitsPerPatient = read('SUP-REQ-1', readPerPatient)
  const need = read('SUP-REQ-2', only('min(requested, computed)'))
  const order = read('SUP-REQ-6', only('patients, share in use, earlier'))
  const gates = read('SUP-REQ-3', allOf(gateWords))
  const gatesOf = read('SUP-REQ-12', readGatesOf)
  const coverDays = read('SUP-REQ-4', readPositive)
  const gateDays = read('SUP-REQ-5', readPositive)
  const overstatedTimes = read('SUP-REQ-7', readFactor)
  const overstatedRequests = read('SUP-REQ-8', readPositive)
  const overstatedDays = read('SUP-REQ-9', readPositive)
  const doubtTimes = read('SUP-REQ-10', readFactor)
  const most = read('SUP-REQ-11', readPositive)
  if (unitsPerPatient === undefined || gates === undefined || coverDays === undefined) return undefined
  if (gateDays === undefined || overstatedTimes === undefined || overstatedRequests === undefined) return undefined
  if (overstatedDays === undefined || doubtTimes === undefined || most === undefined) return undefined
  if (need === undefined || order === undefined || gatesOf === undefined) return undefined
  const overstated = { overstatedTimes, overstatedRequests, overstatedDays }
  return { unitsPerPatient, gates, gatesOf, coverDays, gateDays, ...overstated, doubtTimes, most }
}

const readPercent = (value: unknown): number | undefined => {
  const percent = readPositive(value)
  return percent !== undefined && percent <= 100 ? percent : undefined
}

export const readTransfers = (read: Read): TransferValues | undefined => {
  const lastUnits = read('SUP-TRA-1', readPositive)
  const ownNeed = read('SUP-TRA-2', only('inUse, verifiedNeed'))
  const floorPercent = read('SUP-TRA-3', readPercent)
  const holdDays = read('SUP-TRA-4', readPositive)
  const consumableDays = read('SUP-TRA-5', readPositive)
  const aheadDays = read('SUP-OFF-1', readPositive)
  if (lastUnits === undefined || floorPercent === undefined || holdDays === undefined) return undefined
  if (consumableDays === undefined || aheadDays === undefined || ownNeed === undefined) return undefined
  return { lastUnits, floorPercent, holdDays, consumableDays, aheadDays }
}

export const readRequisitions = (read: Read): RequisitionValues | undefined => {
  const papers = read('SUP-SEI-1', allOf(requisitionWords))
  const lastUnits = read('SUP-SEI-2', readPositive)
  return papers === undefined || lastUnits === undefined ? undefined : { papers, lastUnits }
}
