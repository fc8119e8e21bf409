import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BalanceMove, type LoadedTeam, type LooseVillage, proposeBalance } from './index.js'

const team = (id: string, members: number, ...people: readonly number[]): LoadedTeam => ({
  id,
  members,
  villages: people.map((n, i) => ({ code: `${id}${i}`, people: n })),
  closer: 0,
})

const loads = (teams: readonly LoadedTeam[], moves: readonly BalanceMove[]) => {
  const sums = new Map(teams.map((t) => [t.id, t.villages.reduce((sum, v) => sum + v.people, 0)]))
  for (const { from, to, people } of moves) {
    if (from !== null) sums.set(from, (sums.get(from) ?? 0) - people)
    sums.set(to, (sums.get(to) ?? 0) + people)
  }
  return teams.filter((t) => t.members > 0).map((t) => (sums.get(t.id) ?? 0) / t.members)
}

test('[K2] a village without a team goes to the team with the lightest load', () => {
  const moves = proposeBalance([team('a', 2, 50, 40), team('b', 2, 40)], [{ code: 'x', people: 30 }])
  expect(moves).toEqual([{ village: 'x', people: 30, from: null, to: 'b' }])
})

test('[K2] the fullest team gives the village that evens the two most, and nothing moves when all is even', () => {
  expect(proposeBalance([team('a', 1, 60, 50, 40), team('b', 1, 50)], [])).toEqual([
    { village: 'a1', people: 50, from: 'a', to: 'b' },
  ])
  expect(proposeBalance([team('a', 1, 50), team('b', 1, 50)], [])).toEqual([])
})

test('[K2] a team of three serves three times as many as a team of one', () => {
  const teams = [team('a', 3, 30, 30, 30), team('b', 1, 30)]
  expect(proposeBalance(teams, [])).toEqual([])
})

test('[K2] a team in which nobody works is given nobody', () => {
  const moves = proposeBalance([team('a', 0), team('b', 1, 500)], [{ code: 'x', people: 9 }])
  expect(moves.map((m) => m.to)).toEqual(['b'])
  expect(proposeBalance([team('a', 0, 7)], [{ code: 'x', people: 9 }])).toEqual([])
})

const teamsOf: fc.Arbitrary<readonly LoadedTeam[]> = fc
  .array(fc.record({ members: fc.nat(5), people: fc.array(fc.nat(400), { maxLength: 6 }) }), { maxLength: 6 })
  .map((list) => list.map(({ members, people }, i) => team(`t${i}-`, members, ...people)))
const looseOf: fc.Arbitrary<readonly LooseVillage[]> = fc
  .array(fc.nat(400), { maxLength: 8 })
  .map((list) => list.map((people, i) => ({ code: `x${i}`, people })))

test('[K2] nobody is orphaned and nobody has two teams: each village moves once at most, and every loose one is taken', () => {
  fc.assert(
    fc.property(teamsOf, looseOf, (teams, loose) => {
      const moves = proposeBalance(teams, loose)
      expect(new Set(moves.map((m) => m.village)).size).toBe(moves.length)
      const taken = moves.filter((m) => m.from === null).map((m) => m.village)
      const someone = teams.some((t) => t.members > 0)
      expect(new Set(taken)).toEqual(new Set(someone ? loose.map((l) => l.code) : []))
      for (const { to } of moves) expect(teams.find((t) => t.id === to)?.members).toBeGreaterThan(0)
    }),
  )
})

test('[K2] the heaviest load is never heavier than by placing the loose villages alone', () => {
  fc.assert(
    fc.property(teamsOf, (teams) => {
      const moves = proposeBalance(teams, [])
      const [before, after] = [loads(teams, []), loads(teams, moves)]
      if (before.length > 0) expect(Math.max(...after)).toBeLessThanOrEqual(Math.max(...before) + 1e-9)
    }),
  )
})

test('[K2] whom a team serves by closer bindings weighs on it and moves with no village', () => {
  const busy = { ...team('a', 2, 40), closer: 100 }
  const free = team('b', 2, 10)
  expect(proposeBalance([busy, free], [{ code: 'loose', people: 20 }])).toEqual([
    { village: 'a0', people: 40, from: 'a', to: 'b' },
    { village: 'loose', people: 20, from: null, to: 'b' },
  ])
})
