import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seedLeague } from '../testing.js'
import { believedShare, deviationsOf, ranksOf, verdictOf, type Work } from './league.js'

const count = fc.integer({ min: 0, max: 400 })
const work: fc.Arbitrary<Work> = fc
  .tuple(count, count, count, count)
  .map(([a, b, confirmed, denied]) => ({ owed: Math.max(a, b), inTime: Math.min(a, b), confirmed, denied }))
const scoreOf = (one: Work): number => {
  const verdict = verdictOf(one, seedLeague)
  return verdict.state === 'judged' ? verdict.score : -1
}

test('[CARE-LEAGUE-3] the deviations of a share are those of the tables', () => {
  expect(deviationsOf(95)).toBeCloseTo(1.645, 2)
  expect(deviationsOf(97.5)).toBeCloseTo(1.96, 2)
})

test('[CARE-LEAGUE-3] few call-backs are believed less than many of the same share, and never more than they found', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 40 }), (confirmed, denied) => {
      const asked = confirmed + denied
      const few = believedShare(confirmed, asked, 95)
      expect(few).toBeLessThanOrEqual(confirmed / asked)
      expect(few).toBeGreaterThanOrEqual(0)
      expect(believedShare(confirmed * 10, asked * 10, 95)).toBeGreaterThan(few)
    }),
  )
})

test('[CARE-LEAGUE-2] with too few call-backs nobody is judged, however well they say they did', () => {
  const best = { owed: 100, inTime: 100, confirmed: seedLeague.leastCallbacks - 1, denied: 0 }
  expect(verdictOf(best, seedLeague)).toEqual({ state: 'notYet', why: 'fewCallbacks' })
  expect(verdictOf({ ...best, confirmed: seedLeague.leastCallbacks }, seedLeague).state).toBe('judged')
  expect(verdictOf({ ...best, owed: 0 }, seedLeague)).toEqual({ state: 'notYet', why: 'nothingOwed' })
})

test('[K6] doing more in time, or being confirmed once more, never costs; being denied never helps', () => {
  fc.assert(
    fc.property(work, (one) => {
      if (scoreOf(one) < 0) return
      const score = scoreOf(one)
      if (one.inTime < one.owed) expect(scoreOf({ ...one, inTime: one.inTime + 1 })).toBeGreaterThanOrEqual(score)
      expect(scoreOf({ ...one, confirmed: one.confirmed + 1 })).toBeGreaterThanOrEqual(score)
      expect(scoreOf({ ...one, denied: one.denied + 1 })).toBeLessThanOrEqual(score)
      expect(score).toBeLessThanOrEqual(1000)
    }),
  )
})

test('[K6] the same score is the same rank, the better one comes first, and the order of the list changes nothing', () => {
  fc.assert(
    fc.property(fc.array(work, { maxLength: 30 }), (list) => {
      const verdicts = list.map((one) => verdictOf(one, seedLeague))
      const ranks = ranksOf(verdicts)
      for (const [i, a] of list.entries())
        for (const [j, b] of list.entries()) {
          const [left, right] = [ranks[i], ranks[j]]
          if (left == null || right == null) continue
          expect(Math.sign(left - right)).toBe(Math.sign(scoreOf(b) - scoreOf(a)) + 0)
        }
      expect(ranksOf([...verdicts].reverse())).toEqual([...ranks].reverse())
    }),
  )
})
