import { expect, test } from 'vitest'
import { askedFor, keepCommands, toRequests, withChange } from './batch.js'

test('a change goes to all chosen and leaves what was filled in before', () => {
  const first = withChange({}, ['a', 'b'], { disease: 'stable' })
  expect(withChange(first, ['b'], { vaccination: 'full' })).toEqual({
    a: { disease: 'stable' },
    b: { disease: 'stable', vaccination: 'full' },
  })
})

test('a person with nothing filled in is not sent', () => {
  expect(withChange({ a: { disease: 'none' } }, ['a'], { disease: undefined })).toEqual({})
})

test('more than 200 people go in several requests', () => {
  const batch = withChange(
    {},
    Array.from({ length: 401 }, (_, i) => `p${i}`),
    { acceptDowngrade: true },
  )
  expect(toRequests(batch).map((people) => people.length)).toEqual([200, 200, 1])
})

test('a batch pressed a second time is the same command, a changed one is another', () => {
  let n = 0
  const commandsOf = keepCommands(() => `id-${++n}`)
  const batch = withChange({}, ['a', 'b'], { disease: 'none' })
  const first = commandsOf(batch)
  expect(commandsOf(batch)).toEqual(first)
  expect(first.map((one) => one.commandId)).toEqual(['id-1'])
  expect(commandsOf(withChange(batch, ['b'], { disease: 'stable' })).map((one) => one.commandId)).toEqual(['id-2'])
})

test('[K1] one answer for many reaches who is asked for that fact, and overwrites nothing that is on record', () => {
  const rows = [
    { id: 'a', provisional: ['disease'], lower: null },
    { id: 'b', provisional: ['vaccination'], lower: { to: 'green' } },
    { id: 'c', provisional: [], lower: { to: 'yellow' } },
  ]
  expect(askedFor(rows, { disease: 'stable' })).toEqual(['a'])
  expect(askedFor(rows, { vaccination: 'full' })).toEqual(['b'])
  expect(askedFor(rows, { acceptDowngrade: true })).toEqual(['b', 'c'])
})
