import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, parseDay } from '../shared/index.js'
import { closesCircle, type DivisionChange, followChanges } from './index.js'

const day = (text: string): Day => {
  const parsed = parseDay(text)
  if (parsed === null) throw new Error(text)
  return parsed
}
const change = (old: string, to: string, from: string): DivisionChange => ({ old, new: to, from: day(from) })

test('[X1] a chain of changes is followed as far as it is in force on the day', () => {
  const changes = [change('421101', '421102', '2020-01-01'), change('421102', '421103', '2023-07-01')]
  expect(followChanges(changes, '421101', day('2019-12-31'))).toEqual({ state: 'same', code: '421101' })
  expect(followChanges(changes, '421101', day('2020-01-01'))).toEqual({ state: 'moved', code: '421102' })
  expect(followChanges(changes, '421101', day('2023-07-01'))).toEqual({ state: 'moved', code: '421103' })
  expect(followChanges(changes, '421199', day('2023-07-01'))).toEqual({ state: 'same', code: '421199' })
})

test('[X1] two that became one lead to it, and one that was divided is not guessed', () => {
  const changes = [
    change('421101', '421109', '2020-01-01'),
    change('421102', '421109', '2020-01-01'),
    change('421103', '421105', '2020-01-01'),
    change('421103', '421104', '2020-01-01'),
  ]
  const on = day('2021-01-01')
  expect(followChanges(changes, '421101', on).code).toBe('421109')
  expect(followChanges(changes, '421102', on).code).toBe('421109')
  expect(followChanges(changes, '421103', on)).toEqual({ state: 'split', code: '421103', codes: ['421104', '421105'] })
})

test('[X1] what was let in has no circle, and following it always ends where nothing more is in force', () => {
  const code = fc.constantFrom('1', '2', '3', '4', '5', '6')
  const from = fc.constantFrom('2020-01-01', '2021-01-01', '2022-01-01')
  const some = fc.array(fc.tuple(code, code, from), { maxLength: 20 })
  fc.assert(
    fc.property(some, code, from, (list, start, on) => {
      const changes: DivisionChange[] = []
      for (const [old, to, since] of list) {
        const added = change(old, to, since)
        if (!closesCircle(changes, added)) changes.push(added)
      }
      const end = followChanges(changes, start, day(on))
      const further = changes.filter((each) => each.old === end.code && each.from <= on)
      if (end.state === 'split') expect(new Set(further.map((each) => each.new)).size).toBeGreaterThan(1)
      else expect(further).toEqual([])
    }),
  )
})

test('[X1] a change back to where it came from is a circle', () => {
  const changes = [change('1', '2', '2020-01-01'), change('2', '3', '2021-01-01')]
  expect(closesCircle(changes, change('3', '1', '2022-01-01'))).toBe(true)
  expect(closesCircle(changes, change('4', '4', '2022-01-01'))).toBe(true)
  expect(closesCircle(changes, change('4', '1', '2022-01-01'))).toBe(false)
})
