import { call, type Reply } from '../../api/client.js'
import {
  afterError,
  type EpisodeCommand,
  type FollowupCommand,
  fromStorage,
  inOrder,
  type LifeCommand,
  type MedicineCommand,
  newEntry,
  nextToSend,
  nextTryAt,
  type OutboxEntry,
  type Outgoing,
  type TakeBackCommand,
  toStorage,
} from './outbox-state.js'

/** What came of a command; null: it had arrived before, and its answer is not known. */
export type Answered =
  | { readonly what: 'followup'; readonly command: FollowupCommand; readonly answer: Reply<'followup.record'> | null }
  | { readonly what: 'life'; readonly command: LifeCommand; readonly answer: Reply<'life.record'> | null }
  | { readonly what: 'takeBack'; readonly command: TakeBackCommand; readonly answer: Reply<'life.take-back'> | null }
  | { readonly what: 'medicine'; readonly command: MedicineCommand; readonly answer: Reply<'medicine.say'> | null }
  | { readonly what: 'episode'; readonly command: EpisodeCommand; readonly answer: Reply<'episode.begin'> | null }
/** A check stands against it: kept until somebody has read whose, for it may have been sent hours after it was recorded. */
const checkedIn = ({ what, answer }: Answered) =>
  what === 'followup' && answer?.outcome === 'refused' ? answer.checked : undefined

type OnAnswer = (entry: OutboxEntry, answered: Answered) => void

const sendOne = async (outgoing: Outgoing): Promise<Answered> => {
  switch (outgoing.what) {
    case 'followup':
      return { ...outgoing, answer: await call('followup.record', { body: outgoing.command }) }
    case 'life': {
      const { personId, ...body } = outgoing.command
      return { ...outgoing, answer: await call('life.record', { params: { id: personId }, body }) }
    }
    case 'takeBack': {
      const { personId, ...body } = outgoing.command
      return { ...outgoing, answer: await call('life.take-back', { params: { id: personId }, body }) }
    }
    case 'medicine': {
      const { personId, ...body } = outgoing.command
      return { ...outgoing, answer: await call('medicine.say', { params: { id: personId }, body }) }
    }
    case 'episode': {
      const { personId, ...body } = outgoing.command
      return { ...outgoing, answer: await call('episode.begin', { params: { id: personId }, body }) }
    }
  }
}

export type Outbox = {
  readonly entries: () => readonly OutboxEntry[]
  readonly subscribe: (tell: () => void) => () => void
  readonly add: (outgoing: Outgoing) => void
  /** Takes out an entry that was refused for good, once somebody has seen why. */
  readonly remove: (id: string) => void
  readonly sendNow: () => void
  readonly close: () => void
}

// One key an entry: two tabs never overwrite each other's list.
const keyPrefix = 'lianfang.outbox.'
const prefixOf = (accountId: string): string => `${keyPrefix}${accountId}.`

// Whole, in memory only: the same page may open the outbox again, after another sign-in, and then the note is still here.
const whole = new Map<string, Outgoing>()

const withNote = (entry: OutboxEntry): OutboxEntry => {
  const outgoing = whole.get(entry.command.id)
  return outgoing === undefined ? entry : { ...entry, ...outgoing, noteLost: false }
}

/** Whether this device keeps anything that was not sent, whoever recorded it. */
export const keepsUnsent = (): boolean => Object.keys(localStorage).some((name) => name.startsWith(keyPrefix))

const readStored = (prefix: string): Map<string, OutboxEntry> => {
  const found = new Map<string, OutboxEntry>()
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(prefix))) {
    const entry = fromStorage(localStorage.getItem(key) ?? '')
    if (entry === null) localStorage.removeItem(key)
    else found.set(entry.command.id, withNote(entry))
  }
  return found
}

/** Commands of one account on their way to the server: sent in order, one at a time, again until answered. */
export const openOutbox = (accountId: string, onAnswer: OnAnswer): Outbox => {
  const prefix = prefixOf(accountId)
  const held = readStored(prefix)
  const listeners = new Set<() => void>()
  let list = inOrder(held.values())
  let busy = false
  /** Somebody asked for another try while one was under way. */
  let asked = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const changed = (): void => {
    list = inOrder(held.values())
    for (const tell of listeners) tell()
  }
  const keep = (entry: OutboxEntry): void => {
    held.set(entry.command.id, entry)
    try {
      localStorage.setItem(prefix + entry.command.id, toStorage(entry))
    } catch {
      // A full or forbidden storage: the entry lives in memory and is sent all the same.
    }
    changed()
  }
  const drop = (id: string): void => {
    held.delete(id)
    whole.delete(id)
    localStorage.removeItem(prefix + id)
    changed()
  }
  const send = async (entry: OutboxEntry): Promise<void> => {
    // Counted before the try: a page closed meanwhile cannot know that it has not arrived.
    held.set(entry.command.id, { ...entry, attempts: Math.max(1, entry.attempts) })
    try {
      const answered = await sendOne(entry)
      const checked = checkedIn(answered)
      if (checked === undefined) drop(entry.command.id)
      else keep({ ...entry, failed: 'corrects-checked', checked })
      onAnswer(entry, answered)
    } catch (error) {
      const after = afterError(entry, error, Date.now())
      if (after.next === 'keep') return keep(after.entry)
      drop(entry.command.id)
      onAnswer(entry, { ...entry, answer: null })
    }
  }
  const run = async (): Promise<void> => {
    clearTimeout(timer)
    if (busy) return
    busy = true
    for (;;) {
      const next = nextToSend(list, Date.now())
      if (next !== undefined) await send(next)
      else if (asked) hurry()
      else break
    }
    busy = false
    const at = nextTryAt(list)
    if (at !== null) timer = setTimeout(run, Math.max(500, at - Date.now()))
  }
  const hurry = (): void => {
    asked = false
    for (const [id, entry] of held) held.set(id, { ...entry, nextAt: 0 })
    list = inOrder(held.values())
  }
  const sendNow = (): void => {
    hurry()
    // A try that is under way may still fail as those before it, and would then wait its turn in spite of the tap.
    asked = busy
    void run()
  }
  window.addEventListener('online', sendNow)
  void run()
  return {
    entries: () => list,
    subscribe: (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    add: (outgoing) => {
      whole.set(outgoing.command.id, outgoing)
      keep(newEntry(outgoing, Date.now()))
      void run()
    },
    remove: drop,
    sendNow,
    close: () => {
      clearTimeout(timer)
      window.removeEventListener('online', sendNow)
    },
  }
}
