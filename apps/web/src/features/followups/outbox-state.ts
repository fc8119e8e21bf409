import type { BodyInput, RouteOf } from '@lianfang/contract'
import type { PersonKind } from '@lianfang/domain/policy'
import type { Reply } from '../../api/client.js'
import { type FailureCode, isApiProblem, isPassing } from '../../api/problem.js'

export type FollowupCommand = BodyInput<RouteOf<'followup.record'>>
type About = { readonly personId: string }
export type LifeCommand = BodyInput<RouteOf<'life.record'>> & About
export type MedicineCommand = BodyInput<RouteOf<'medicine.say'>> & About
export type EpisodeCommand = BodyInput<RouteOf<'episode.begin'>> & About
export type TakeBackCommand = BodyInput<RouteOf<'life.take-back'>> & About

/** What goes out on its own: everything that happens where there may be no network. */
export type Outgoing =
  | { readonly what: 'followup'; readonly command: FollowupCommand }
  | { readonly what: 'life'; readonly command: LifeCommand }
  | { readonly what: 'takeBack'; readonly command: TakeBackCommand }
  | { readonly what: 'medicine'; readonly command: MedicineCommand }
  | { readonly what: 'episode'; readonly command: EpisodeCommand }

/** Whom an entry is about; age and kinds decide which signs are asked, and how a reading is judged before it is sent. */
export type RecordedPerson = {
  readonly id: string
  readonly name: string
  readonly age?: number | null
  readonly kinds?: readonly PersonKind[]
  /** Infected, or clearly worse. */
  readonly daily?: boolean
  /** Red: an infection or a worsening means a referral at once. */
  readonly red?: boolean
  /** The record says that there is no underlying disease. */
  readonly noDisease?: boolean
  readonly household?: string | null
  /** The usual SpO2 that a doctor set, with its last day. */
  readonly baseline?: { readonly spo2Percent: number; readonly until: string } | null | undefined
}

/** As what, where and when a check withdrew what was to be put right (CARE-CHECK-7). */
export type Checked = NonNullable<Extract<Reply<'followup.record'>, { readonly outcome: 'refused' }>['checked']>

/** One command on its way. Its id was made before the first try and never changes, so that a repeat is answered, not repeated. */
export type OutboxEntry = Outgoing & {
  readonly madeAt: number
  readonly attempts: number
  readonly nextAt: number
  /** The note lives in memory only (it may name people) and went with the page. */
  readonly noteLost: boolean
  /** Refused for good; kept until somebody has seen it. */
  readonly failed: FailureCode | 'corrects-checked' | null
  readonly checked?: Checked
}

const firstRetryMs = 2_000
const longestRetryMs = 60_000

/** Doubling from two seconds to a minute: a village's network comes back in seconds or in hours. */
export const retryDelay = (attempts: number): number =>
  Math.min(longestRetryMs, firstRetryMs * 2 ** Math.max(0, attempts - 1))

export const newEntry = (outgoing: Outgoing, now: number): OutboxEntry => ({
  ...outgoing,
  madeAt: now,
  attempts: 0,
  nextAt: now,
  noteLost: false,
  failed: null,
})

/**
 * Of each person the oldest entry that still has to go. An older one waits longer after its failures, and a correction that
 * overtook the entry it corrects would be refused and gone. People do not wait for each other.
 */
const headsOf = (list: readonly OutboxEntry[]): readonly OutboxEntry[] => {
  const heads = new Map<string, OutboxEntry>()
  for (const entry of list) {
    const { personId } = entry.command
    if (entry.failed === null && !heads.has(personId)) heads.set(personId, entry)
  }
  return [...heads.values()]
}

/** The next entry to send, of entries in their order. */
export const nextToSend = (list: readonly OutboxEntry[], now: number): OutboxEntry | undefined =>
  headsOf(list).find((entry) => entry.nextAt <= now)

/** When the next try is due; null where nothing waits. */
export const nextTryAt = (list: readonly OutboxEntry[]): number | null => {
  const heads = headsOf(list)
  return heads.length === 0 ? null : Math.min(...heads.map((entry) => entry.nextAt))
}

/** Entries to be told of: a first try is no news, but what waits behind one that failed waits as long. */
export const waitingOf = (list: readonly OutboxEntry[]): readonly OutboxEntry[] => {
  const held = new Set<string>()
  return list.filter(({ failed, attempts, command: { personId } }) => {
    if (failed === null && attempts > 1) held.add(personId)
    return failed === null && held.has(personId)
  })
}

export type AfterError = { readonly next: 'keep'; readonly entry: OutboxEntry } | { readonly next: 'arrived' }

/** What becomes of an entry when sending threw. */
export const afterError = (entry: OutboxEntry, error: unknown, now: number): AfterError => {
  const code: FailureCode = isApiProblem(error) ? error.code : 'internal'
  const attempts = entry.attempts + 1
  const later: OutboxEntry = { ...entry, attempts, nextAt: now + retryDelay(attempts) }
  if (isPassing(error) || code === 'session.none' || code === 'session.expired') return { next: 'keep', entry: later }
  // Without its note the body differs from the one that did arrive: the fact itself is there.
  if (code === 'command.other-body' && entry.noteLost) return { next: 'arrived' }
  return { next: 'keep', entry: { ...later, failed: code } }
}

/** As kept on the device: ids, values and times; neither names nor free text. */
export const toStorage = (entry: OutboxEntry): string => {
  const { note, ...rest } = entry.command
  return JSON.stringify({ ...entry, command: rest, noteLost: entry.noteLost || (note ?? '') !== '' })
}

const kinds: readonly unknown[] = [
  'followup',
  'life',
  'takeBack',
  'medicine',
  'episode',
] satisfies readonly Outgoing['what'][]

const isEntry = (value: unknown): value is OutboxEntry =>
  typeof value === 'object' &&
  value !== null &&
  'command' in value &&
  typeof value.command === 'object' &&
  value.command !== null &&
  'id' in value.command &&
  'personId' in value.command &&
  'what' in value &&
  kinds.includes(value.what) &&
  'madeAt' in value &&
  typeof value.madeAt === 'number'

/** An entry read back after the page was closed; tried at once. Null: not ours, or damaged. */
export const fromStorage = (text: string): OutboxEntry | null => {
  try {
    const kept: unknown = JSON.parse(text)
    // Kept by an earlier release, when follow-ups were all there was.
    const value = typeof kept === 'object' && kept !== null && !('what' in kept) ? { ...kept, what: 'followup' } : kept
    return isEntry(value) ? { ...value, nextAt: 0 } : null
  } catch {
    return null
  }
}

/** Oldest first: UUIDv7 ids sort by the time they were made. */
export const inOrder = (entries: Iterable<OutboxEntry>): readonly OutboxEntry[] =>
  [...entries].sort((a, b) => (a.command.id < b.command.id ? -1 : 1))
