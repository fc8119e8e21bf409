import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOverloaded, workShares } from './index.js'

test('[CARE-TEAM-1] who works for two teams is half a person to each; twice in one team is once', () => {
  const shares = workShares([
    { team: 'a', account: '何' },
    { team: 'a', account: '何' },
    { team: 'a', account: '王' },
    { team: 'b', account: '何' },
  ])
  expect([shares.get('a'), shares.get('b'), shares.get('c')]).toEqual([1.5, 0.5, undefined])
})

test('[CARE-TEAM-1] the shares of all teams add up to the people who work', () => {
  const atWork = fc.array(
    fc.record({ team: fc.constantFrom('a', 'b', 'c', 'd'), account: fc.constantFrom(...'一二三四五六七') }),
  )
  fc.assert(
    fc.property(atWork, (rows) => {
      const sum = [...workShares(rows).values()].reduce((n, share) => n + share, 0)
      expect(sum).toBeCloseTo(new Set(rows.map(({ account }) => account)).size, 9)
    }),
  )
})

test('[CARE-TEAM-1] a team is over the norm from one person more than its share serves', () => {
  expect(isOverloaded({ people: 150, share: 1.5, norm: 100 })).toBe(false)
  expect(isOverloaded({ people: 151, share: 1.5, norm: 100 })).toBe(true)
  expect(isOverloaded({ people: 100, share: 1 / 3 + 1 / 3 + 1 / 3, norm: 100 })).toBe(false)
  expect(isOverloaded({ people: 1, share: 0, norm: 100 })).toBe(true)
  expect(isOverloaded({ people: 0, share: 0, norm: 100 })).toBe(false)
})
