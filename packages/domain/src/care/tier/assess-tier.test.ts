import { expect, test } from 'vitest'
import type { Tier } from '../../policy/index.js'
import { seedTier } from '../testing.js'
import { assessTier, type DiseaseClass, listCombinations, type VaccinationClass } from './index.js'

const diseases: readonly DiseaseClass[] = ['none', 'stable', 'unstable', 'stabilityUnknown', 'unknown']
const vaccinations: readonly VaccinationClass[] = ['none', 'partial', 'full', 'unknown']
const ages = [null, 0, 30, 64, 65, 79, 80, 101]
const marked = (mark: 'uncovered' | 'contradicting') =>
  listCombinations(seedTier)
    .filter((each) => each.mark === mark)
    .map(({ age, disease, vaccination, ruleTier, score, scoreTier, tier }) =>
      [age, disease, vaccination, ruleTier ?? '-', score, scoreTier, tier].join(' '),
    )

test('[CARE-TIER-3] five combinations fit no rule and the score decides', () => {
  expect(marked('uncovered').sort()).toEqual(
    [
      'under65 stable none - 3 yellow yellow',
      'under65 stable partial - 2 yellow yellow',
      'from80 none none - 4 red red',
      'from80 none partial - 3 yellow yellow',
      'from80 unstable full - 4 red red',
    ].sort(),
  )
})

test('[CARE-TIER-2] seven combinations contradict and the higher colour stands', () => {
  expect(marked('contradicting').sort()).toEqual(
    [
      'under65 none none green 2 yellow yellow',
      'under65 unstable partial red 3 yellow red',
      'from65 none none green 3 yellow yellow',
      'from65 none partial green 2 yellow yellow',
      'from65 stable none yellow 4 red red',
      'from65 stable full green 2 yellow yellow',
      'from65 unstable full red 3 yellow red',
    ].sort(),
  )
})

test('[CARE-TIER-1] there are 27 combinations, fifteen of which agree', () => {
  expect(listCombinations(seedTier)).toHaveLength(27)
  expect(listCombinations(seedTier).filter(({ mark }) => mark === 'agree')).toHaveLength(15)
})

test('[CARE-TIER-2] where rule and score differ the higher colour stands', () => {
  const assessed = assessTier({ ageYears: 70, disease: 'stable', vaccination: 'none' }, seedTier)
  expect(assessed).toMatchObject({ tier: 'red', ruleTier: 'yellow', scoreTier: 'red', score: 4, decidedBy: 'higher' })
  expect(assessed.ruleIds).toContain('CARE-TIER-2')
})

test('[CARE-AGE-1] the bands begin on the birthdays of 65 and 80', () => {
  const band = (ageYears: number) => assessTier({ ageYears, disease: 'none', vaccination: 'full' }, seedTier).ageBand
  expect([64, 65, 79, 80].map(band)).toEqual(['under65', 'from65', 'from65', 'from80'])
})

test('[CARE-TIER-6] unknown is never green, over all combinations', () => {
  for (const ageYears of ages) {
    for (const disease of diseases) {
      for (const vaccination of vaccinations) {
        const { tier, provisional } = assessTier({ ageYears, disease, vaccination }, seedTier)
        if (provisional.length > 0) expect(tier).not.toBe('green')
      }
    }
  }
})

test('[CARE-TIER-6] unknown is not green either when a local table would make it so', () => {
  const table = seedTier.table.map((entry) => ({ ...entry, tier: 'green' as Tier }))
  const lax = { ...seedTier, table, yellowFrom: 9, redFrom: 9 }
  expect(assessTier({ ageYears: 30, disease: 'unknown', vaccination: 'full' }, lax).tier).toBe('yellow')
  expect(assessTier({ ageYears: 30, disease: 'none', vaccination: 'full' }, lax).tier).toBe('green')
})

test('[CARE-TIER-6] an unknown fact never comes out lower than any value it could have', () => {
  const rank: Record<Tier, number> = { green: 0, yellow: 1, red: 2 }
  for (const ageYears of ages) {
    for (const vaccination of vaccinations) {
      const tierOf = (disease: DiseaseClass) => rank[assessTier({ ageYears, disease, vaccination }, seedTier).tier]
      const known = (['none', 'stable', 'unstable'] as const).map(tierOf)
      expect(tierOf('unknown')).toBeGreaterThanOrEqual(Math.max(...known))
      expect(tierOf('stabilityUnknown')).toBe(tierOf('unknown'))
    }
  }
})

test('[CARE-TIER-6] the facts that are not known are named', () => {
  const { provisional } = assessTier({ ageYears: null, disease: 'stabilityUnknown', vaccination: 'unknown' }, seedTier)
  expect(provisional).toEqual(['age', 'disease', 'vaccination'])
})

test('[CARE-TIER-1] the colour never falls with age, disease or fewer vaccinations', () => {
  const rank: Record<Tier, number> = { green: 0, yellow: 1, red: 2 }
  const tierOf = (ageYears: number, disease: DiseaseClass, vaccination: VaccinationClass) =>
    rank[assessTier({ ageYears, disease, vaccination }, seedTier).tier]
  const steps = ['none', 'stable', 'unstable'] as const
  const doses = ['full', 'partial', 'none'] as const
  for (const [d, disease] of steps.entries()) {
    for (const [v, vaccination] of doses.entries()) {
      for (const [a, age] of [40, 70, 85].entries()) {
        const here = tierOf(age, disease, vaccination)
        expect(tierOf([40, 70, 85][a + 1] ?? age, disease, vaccination)).toBeGreaterThanOrEqual(here)
        expect(tierOf(age, steps[d + 1] ?? disease, vaccination)).toBeGreaterThanOrEqual(here)
        expect(tierOf(age, disease, doses[v + 1] ?? vaccination)).toBeGreaterThanOrEqual(here)
      }
    }
  }
})
