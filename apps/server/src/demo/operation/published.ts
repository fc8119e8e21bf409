import type { Day } from '@lianfang/domain/shared'
import { seedKinds } from '@lianfang/domain/supply'

/** So many units of a kind had been delivered to Hubei by the end of a day. */
export type Point = { readonly day: Day; readonly kind: string; readonly units: number }
/** `published`: said at a press conference. `ours`: between or beside what was said, to make the published sums whole. */
type Course = readonly (readonly [string, number, 'published' | 'ours'])[]

/**
 * What had arrived by which day. Published: ventilators of both kinds 2,286 on 12 February and 9,473 on the 19th (the parts are
 * ours), monitors 6,929 and 9,405, negative-pressure ambulances 156 and 401, high-flow 1,780 and thermometers 96,990 on the 19th;
 * on 3 March 14,000, 2,900, 15,000, 5,000, 15,000 air disinfectors, 500 blood gas, 100 dialysis, 340 positive-pressure
 * respirators, 67 ECMO.
 */
const named: Readonly<Record<string, Course>> = {
  'ventilator-noninvasive': [
    ['2020-02-12', 1_900, 'ours'],
    ['2020-02-19', 8_000, 'ours'],
    ['2020-03-03', 14_000, 'published'],
  ],
  'ventilator-invasive': [
    ['2020-02-12', 386, 'ours'],
    ['2020-02-19', 1_473, 'ours'],
    ['2020-03-03', 2_900, 'published'],
  ],
  'monitor-ecg': [
    ['2020-02-12', 6_929, 'published'],
    ['2020-02-19', 9_405, 'published'],
    ['2020-03-03', 15_000, 'published'],
  ],
  'high-flow': [
    ['2020-02-12', 620, 'ours'],
    ['2020-02-19', 1_780, 'published'],
    ['2020-03-03', 5_000, 'published'],
  ],
  'air-disinfector': [
    ['2020-02-12', 4_200, 'ours'],
    ['2020-02-19', 8_100, 'ours'],
    ['2020-03-03', 15_000, 'published'],
  ],
  'blood-gas': [
    ['2020-02-12', 130, 'ours'],
    ['2020-02-19', 270, 'ours'],
    ['2020-03-03', 500, 'published'],
  ],
  dialysis: [
    ['2020-02-12', 22, 'ours'],
    ['2020-02-19', 51, 'ours'],
    ['2020-03-03', 100, 'published'],
  ],
  'respirator-positive-pressure': [
    ['2020-02-12', 80, 'ours'],
    ['2020-02-19', 175, 'ours'],
    ['2020-03-03', 340, 'published'],
  ],
  'ambulance-negative-pressure': [
    ['2020-02-12', 156, 'published'],
    ['2020-02-19', 401, 'published'],
    ['2020-03-03', 520, 'ours'],
  ],
  'thermometer-handheld': [
    ['2020-02-12', 41_000, 'ours'],
    ['2020-02-19', 96_990, 'published'],
    ['2020-03-03', 118_000, 'ours'],
  ],
  ecmo: [
    ['2020-02-12', 12, 'ours'],
    ['2020-02-19', 30, 'ours'],
    ['2020-02-27', 61, 'ours'],
    ['2020-03-03', 67, 'published'],
  ],
}

/** About 65,000 sets by 3 March; what the published kinds leave of it is shared among the other kinds by our weights. */
export const setsInAll = 65_000

/** Vehicles are no sets, and 96,990 thermometers alone are more than all sets: they were counted apart. */
export const countedApart = ['thermometer-handheld', 'ambulance-negative-pressure'] as const

const isSet = (kind: string): boolean =>
  seedKinds.some(({ code, unit }) => code === kind && unit === 'set') && !countedApart.some((apart) => apart === kind)

/** Kinds of equipment of the operation: the first four classes of the catalogue. */
export const operationKinds: readonly string[] = seedKinds
  .filter(({ class: of }) => of === 'rescue' || of === 'inspection' || of === 'therapy' || of === 'disinfection')
  .map(({ code }) => code)

const others = operationKinds.filter((kind) => named[kind] === undefined)
const weightOf = (kind: string): number =>
  ({ 'oxygen-concentrator': 14, 'infusion-pump': 16, 'syringe-pump': 18, suction: 9, nebuliser: 8, defibrillator: 5 })[
    kind
  ] ?? (kind === 'ct' ? 0.4 : 2)

/** Whole numbers by weight that add up. */
export const sharesOf = (total: number, weights: readonly number[]): readonly number[] => {
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  let weight = 0
  let before = 0
  return weights.map((each) => {
    weight += each
    const upTo = Math.round((total * weight) / all)
    const share = upTo - before
    before = upTo
    return share
  })
}

const lastOf = (course: Course | undefined): number => course?.at(-1)?.[1] ?? 0
const ofOthers = (): ReadonlyMap<string, number> => {
  const sets = others.filter(isSet)
  const known = Object.keys(named).filter(isSet)
  const left = setsInAll - known.reduce((sum, kind) => sum + lastOf(named[kind]), 0)
  const shares = sharesOf(left, sets.map(weightOf))
  return new Map(sets.map((kind, i) => [kind, shares[i] ?? 0]))
}
const otherUnits = ofOthers()
/** Counted in pieces: not of the sum. */
const pieces = 6_000

const course = (kind: string): Course => {
  const total = otherUnits.get(kind) ?? pieces
  return (
    named[kind] ?? [
      ['2020-02-12', Math.round(total * 0.27), 'ours'],
      ['2020-02-19', Math.round(total * 0.52), 'ours'],
      ['2020-03-03', total, 'ours'],
    ]
  )
}

/** Points that the plan passes through, by kind, oldest first. */
export const pointsOf = (kind: string): readonly Point[] =>
  course(kind).map(([day, units]) => ({ day: day as Day, kind, units })) // written out above

/** Those of them that were said in public about one kind. */
export const publishedPoints: readonly Point[] = Object.entries(named).flatMap(([kind, points]) =>
  points.flatMap(([day, units, who]) => (who === 'published' ? [{ day: day as Day, kind, units }] : [])),
)

/** Ventilators of both kinds together, as they were published. */
export const ventilatorPoints: readonly Omit<Point, 'kind'>[] = [
  { day: '2020-02-12' as Day, units: 2_286 }, // written out
  { day: '2020-02-19' as Day, units: 9_473 }, // written out
]

export const isCountedAsSet = isSet
