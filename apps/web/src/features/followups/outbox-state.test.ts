import { describe, expect, test } from 'vitest'
import { ApiProblem } from '../../api/problem.js'
import {
  afterError,
  fromStorage,
  inOrder,
  newEntry,
  nextToSend,
  nextTryAt,
  type OutboxEntry,
  retryDelay,
  toStorage,
  waitingOf,
} from './outbox-state.js'

const command = {
  id: '01890000-0000-7000-8000-000000000001',
  personId: '01890000-0000-7000-8000-00000000000a',
  at: '2023-01-06T06:05:00Z',
  channel: 'phone',
  outcome: 'reached',
  spo2Percent: 97,
  note: '王大爷说睡得好',
} as const
const followup = { what: 'followup', command } as const
const death = {
  what: 'life',
  command: {
    id: '01890000-0000-7000-8000-000000000003',
    personId: command.personId,
    kind: 'death',
    at: '2023-01-06T08:00:00Z',
    day: '2023-01-05',
    note: '儿子王强告知',
  },
} as const

const kept = (entry: OutboxEntry, error: unknown): OutboxEntry => {
  const after = afterError(entry, error, 1_000)
  if (after.next !== 'keep') throw new Error('not kept')
  return after.entry
}

test('waits grow from two seconds to a minute', () => {
  expect([1, 2, 3, 5, 6, 40].map(retryDelay)).toEqual([2_000, 4_000, 8_000, 32_000, 60_000, 60_000])
})

describe('when sending throws', () => {
  test('a lost network keeps the entry and its id for later', () => {
    const entry = kept(newEntry(followup, 0), new ApiProblem('network', 0, null))
    expect(entry).toMatchObject({ attempts: 1, nextAt: 3_000, failed: null, command })
    expect(nextToSend([entry], 2_999)).toBeUndefined()
    expect(nextToSend([entry], 3_000)).toBe(entry)
  })
  test('a busy server and an ended session are waited out', () => {
    expect(kept(newEntry(followup, 0), new ApiProblem('database.busy', 503, null)).failed).toBeNull()
    expect(kept(newEntry(followup, 0), new ApiProblem('session.expired', 401, null)).failed).toBeNull()
  })
  test('a refusal for good is kept to be seen and not sent again', () => {
    const entry = kept(newEntry(followup, 0), new ApiProblem('forbidden', 403, null))
    expect(entry.failed).toBe('forbidden')
    expect(nextToSend([entry], 1e9)).toBeUndefined()
    expect(nextTryAt([entry])).toBeNull()
  })
  test('another body under the same id is an arrival when only the note was lost', () => {
    const other = new ApiProblem('command.other-body', 409, null)
    expect(afterError({ ...newEntry(followup, 0), noteLost: true }, other, 0).next).toBe('arrived')
    expect(kept(newEntry(followup, 0), other).failed).toBe('command.other-body')
  })
})

describe('the order in which entries go', () => {
  const entryOf = (n: number, personId: string, more: { nextAt?: number } = {}): OutboxEntry => {
    const id = `01890000-0000-7000-8000-00000000000${n}`
    return { ...newEntry({ what: 'followup', command: { ...command, id, personId } }, 0), ...more }
  }
  // The older one has failed often and waits longest, as after half an hour without a network.
  const older = entryOf(1, 'a', { nextAt: 60_000 })
  const correction = entryOf(2, 'a')
  const stranger = entryOf(3, 'b')
  test('[K3] a correction never overtakes the entry it corrects, however long that one waits', () => {
    expect(nextToSend([older, correction], 59_999)).toBeUndefined()
    expect(nextToSend([older, correction], 60_000)).toBe(older)
    expect(nextTryAt([older, correction])).toBe(60_000)
  })
  test('[K3] an entry on its first try is no news; behind one that failed it is told of as well', () => {
    const failedOnce = { ...older, attempts: 2 }
    expect(waitingOf([older, stranger])).toEqual([])
    expect(waitingOf([failedOnce, correction, stranger])).toEqual([failedOnce, correction])
    expect(waitingOf([{ ...failedOnce, failed: 'forbidden' }, correction])).toEqual([])
  })
  test('[K3] people do not wait for each other, and what was refused for good holds nothing up', () => {
    expect(nextToSend([older, correction, stranger], 1)).toBe(stranger)
    expect(nextToSend([{ ...older, failed: 'forbidden' }, correction], 1)).toBe(correction)
  })
})

describe('what stays on the device', () => {
  test('holds no free text, and says that a note was lost', () => {
    const text = toStorage(newEntry(followup, 5))
    expect(text).not.toContain('王大爷')
    expect(fromStorage(text)).toMatchObject({ noteLost: true, command: { id: command.id, spo2Percent: 97 }, nextAt: 0 })
  })
  test('[K20] of a life event too: its kind and its day, and not who told of it', () => {
    const text = toStorage(newEntry(death, 5))
    expect(text).not.toContain('王强')
    const { note: _lost, ...rest } = death.command
    expect(fromStorage(text)).toMatchObject({ what: 'life', noteLost: true, command: rest })
  })
  test('of a release that knew follow-ups only is a follow-up', () => {
    const { what: _unknown, ...old } = newEntry(followup, 5)
    expect(fromStorage(JSON.stringify(old))).toMatchObject({ what: 'followup', command: { id: command.id } })
    expect(fromStorage(JSON.stringify({ ...old, what: 'letter' }))).toBeNull()
  })
  test('is ignored when damaged', () => {
    expect(fromStorage('{')).toBeNull()
    expect(fromStorage('{"command":null}')).toBeNull()
  })
})

test('the oldest command goes first', () => {
  const later = newEntry({ ...followup, command: { ...command, id: '01890000-0000-7000-8000-000000000002' } }, 0)
  expect(inOrder([later, newEntry(followup, 9)]).map((entry) => entry.command.id)).toEqual([
    command.id,
    later.command.id,
  ])
})

test('[K20] a follow-up of somebody whose death is recorded afterwards is kept, and goes before it', () => {
  const [first, second] = inOrder([newEntry(death, 1), newEntry(followup, 0)])
  expect([first?.what, second?.what]).toEqual(['followup', 'life'])
})
