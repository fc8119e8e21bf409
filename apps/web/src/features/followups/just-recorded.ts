import type { FollowupCommand, RecordedPerson } from './outbox-state.js'

type Recorded = { readonly person: RecordedPerson; readonly command: FollowupCommand }

const kept = 20
const recorded = new Map<string, Recorded>()

/** Remembers what this page has just recorded, so that it can be put right without a network. In memory only: it names people. */
export const rememberRecorded = (one: Recorded): void => {
  recorded.set(one.command.id, one)
  const oldest = recorded.size > kept ? recorded.keys().next().value : undefined
  if (oldest !== undefined) recorded.delete(oldest)
}

export const justRecorded = (id: string): Recorded | null => recorded.get(id) ?? null
