import type { BodyInput, RouteOf } from '@lianfang/contract'
import type { RoundState } from '@lianfang/domain/care'
import { parseReadings, type Readings } from '../followups/readings.js'
import type { Resident } from './use-care-homes.js'

type Part = BodyInput<RouteOf<'careHome.round'>>['parts'][number]

/** What was typed of one resident; the id is the entry's for good, so that a repeat is known. */
export type Draft = {
  readonly id: string
  readonly state: RoundState | null
  readonly readings: Readings
  readonly onOxygen: boolean
  readonly signs: readonly Resident['signs'][number][]
  readonly note: string
  /** When it was sent first; a repeat says the same. */
  readonly at: string | null
}

export const emptyDraft = (id: string): Draft => ({
  ...{ id, state: null, readings: { spo2: '', temperature: '', breaths: '' } },
  ...{ onOxygen: false, signs: [], note: '', at: null },
})

/** Nothing was typed or ticked of the resident. */
export const saysNothing = ({ state, readings, signs, note }: Draft): boolean =>
  state === null && signs.length === 0 && note === '' && Object.values(readings).every((text) => text === '')

/** An entry as it changes: whoever shows a danger sign is not well, unless something else was said of them. */
export const changed = (draft: Draft, change: Partial<Draft>): Draft => {
  const next = { ...draft, ...change, at: null }
  return next.state === null && next.signs.length > 0 ? { ...next, state: 'unwell' } : next
}

/** Everybody of whom nothing was said is well. */
export const withOthersWell = (drafts: Readonly<Record<string, Draft>>): Readonly<Record<string, Draft>> =>
  Object.fromEntries(
    Object.entries(drafts).map(([person, d]) => [person, d.state === null ? { ...d, state: 'well' as const } : d]),
  )

export type Fault = { readonly reason: string; readonly field: string | null }

/** What is wrong with an entry before it is sent, as the server would say it; null when nothing is. */
export const faultOf = (draft: Draft): Fault | null => {
  const read = parseReadings(draft.readings)
  if (read.spo2Wrong) return { reason: 'value', field: 'spo2Percent' }
  if (read.temperatureWrong) return { reason: 'value', field: 'temperatureC' }
  if (read.breathsWrong) return { reason: 'value', field: 'breathsPerMinute' }
  const measured = [read.spo2Percent, read.temperatureC, read.breathsPerMinute].some((value) => value !== null)
  const told = measured || draft.signs.length > 0
  const unseen = draft.state === 'refused' || draft.state === 'absent'
  if (unseen && told) return { reason: 'part-not-seen', field: null }
  const empty = draft.state === 'unwell' && !told && draft.note.trim() === ''
  return empty ? { reason: 'part-unwell-empty', field: 'note' } : null
}

/** An entry as it is sent; null while nothing was said of the resident. */
export const partOf = (personId: string, draft: Draft, at: string): Part | null => {
  if (draft.state === null) return null
  const read = parseReadings(draft.readings)
  return {
    id: draft.id,
    personId,
    state: draft.state,
    at,
    spo2Percent: read.spo2Percent,
    temperatureC: read.temperatureC,
    breathsPerMinute: read.breathsPerMinute,
    onOxygen: read.spo2Percent === null ? null : draft.onOxygen,
    signs: [...draft.signs],
    note: draft.note.trim() === '' ? null : draft.note.trim(),
  }
}
