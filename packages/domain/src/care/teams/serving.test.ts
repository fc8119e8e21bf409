import fc from 'fast-check'
import { expect, test } from 'vitest'
import { histories } from '../testing.js'
import { type BindingKind, type Bindings, bindingKinds, keptOnMove, servedBy } from './serving.js'

const none: Bindings = { person: null, household: null, grid: null, village: null }
const team = fc.option(fc.constantFrom('a', 'b', 'c'))
const bindings: fc.Arbitrary<Bindings> = fc.record({ person: team, household: team, grid: team, village: team })
const without = (all: Bindings, kind: BindingKind): Bindings => ({ ...all, [kind]: null })

test('[CARE-TEAM-2] the own binding goes before the household, the household before the grid, the grid before the village', () => {
  const all: Bindings = { person: 'a', household: 'b', grid: 'c', village: 'd' }
  expect(servedBy(all)).toEqual({ team: 'a', because: 'person' })
  expect(servedBy({ ...all, person: null })).toEqual({ team: 'b', because: 'household' })
  expect(servedBy({ ...all, person: null, household: null })).toEqual({ team: 'c', because: 'grid' })
  expect(servedBy({ ...none, village: 'd' })).toEqual({ team: 'd', because: 'village' })
  expect(servedBy(none)).toBeNull()
})

test('[CARE-TEAM-2] whoever has a binding has exactly one team, and it is the one of a binding they have', () => {
  fc.assert(
    fc.property(bindings, (all) => {
      const served = servedBy(all)
      const named = bindingKinds.filter((kind) => all[kind] !== null)
      expect(served === null).toBe(named.length === 0)
      if (served !== null) expect(all[served.because]).toBe(served.team)
    }),
    { numRuns: histories(300) },
  )
})

test('[CARE-TEAM-2] to take the closest binding away falls back to the next, and to take a further one away changes nothing', () => {
  fc.assert(
    fc.property(bindings, fc.constantFrom(...bindingKinds), (all, taken) => {
      const before = servedBy(all)
      const after = servedBy(without(all, taken))
      if (before?.because !== taken) expect(after).toEqual(before)
      else if (after !== null) expect(bindingKinds.indexOf(after.because)).toBeGreaterThan(bindingKinds.indexOf(taken))
    }),
    { numRuns: histories(300) },
  )
})

test('[CARE-TEAM-3] inside the village all stays, inside the township the own binding, and outside nothing', () => {
  const here = { township: '421123100', village: '421123100001' }
  expect(keptOnMove(here, here)).toEqual({ person: true, household: true, grid: true })
  const next = { township: '421123100', village: '421123100002' }
  expect(keptOnMove(here, next)).toEqual({ person: true, household: false, grid: false })
  const far = { township: '421123101', village: '421123101001' }
  expect(keptOnMove(here, far)).toEqual({ person: false, household: false, grid: false })
})
