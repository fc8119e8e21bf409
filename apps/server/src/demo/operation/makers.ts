import { diceOf } from '../dice.js'
import { operationDays } from './days.js'
import { backShares, type PlannedSupplier } from './parts.js'
import { makerProvinces } from './places.js'

/** One kind that an invented maker makes. Numbers by day of the operation, from 0. */
export type PlannedLine = {
  readonly kind: string
  readonly model: string
  /** Units a day at most. */
  readonly capacity: number
  /** In stock when the operation begins. */
  readonly opening: number
  readonly made: readonly number[]
}

export type PlannedMaker = {
  readonly number: number
  readonly zh: string
  readonly en: string
  readonly province: number
  readonly workforce: number
  /** People at work by day. */
  readonly back: readonly number[]
  /** One of the 31 that were watched most closely. */
  readonly isKey: boolean
  readonly lines: readonly PlannedLine[]
}

/** Makers that were watched most closely, as published. */
const keyMakers = 31
/** Opening stock in days of full production. */
const openingDays = 3

type Sketch = { readonly number: number; readonly kinds: readonly string[]; readonly weight: number }

/** Who makes what: kinds in turn, so that each has makers; some make a second one. Nobody in China makes an ECMO. */
const sketch = (seed: number, makers: number, kinds: readonly string[]): readonly Sketch[] => {
  const made = kinds.filter((kind) => kind !== 'ecmo')
  return Array.from({ length: makers }, (_, number) => {
    const dice = diceOf(seed, number, 42)
    const first = made[number % made.length] ?? ''
    const second = dice.chance(0.3) ? made[dice.between(0, made.length - 1)] : undefined
    return {
      number,
      kinds: [...new Set([first, ...(second === undefined ? [] : [second])])],
      weight: 0.5 + dice.next(),
    }
  })
}

/** The share of its capacity that a maker runs at on a day: people through the festival, then parts as their makers come back. */
const shareAt = (back: number, day: number): number => (day >= 4 && day <= 9 ? 0.18 : 0.25) + 0.7 * back

type Needs = {
  readonly seed: number
  readonly makers: number
  readonly kinds: readonly string[]
  readonly suppliers: readonly PlannedSupplier[]
  /** Units of a kind that must have left the works by the end of a day. */
  readonly needed: (kind: string, day: number) => number
}

const cumulative = (shares: readonly number[]): readonly number[] => {
  let sum = 0
  return shares.map((share) => {
    sum += share
    return sum
  })
}

/** Makers with capacities so large that what is needed can be made, a fifth to spare. */
export const planMakers = ({ seed, makers, kinds, suppliers, needed }: Needs): readonly PlannedMaker[] => {
  const back = backShares(suppliers, makers)
  const sketches = sketch(seed, makers, kinds)
  const run = sketches.map(({ number }) => cumulative(operationDays.map((_, day) => shareAt(back(number, day), day))))
  const capacityOf = new Map<string, number>()
  for (const kind of kinds) {
    const own = sketches.filter((one) => one.kinds.includes(kind))
    let times = 0
    for (const [day] of operationDays.entries()) {
      // What left on a day was made the day before at the latest.
      const until = own.reduce(
        (sum, { number, weight }) => sum + weight * (openingDays + (run[number]?.[day - 1] ?? 0)),
        0,
      )
      if (until > 0) times = Math.max(times, needed(kind, day) / until)
    }
    capacityOf.set(kind, times * 1.2)
  }
  return sketches.map(({ number, kinds: own, weight }) => {
    const dice = diceOf(seed, number, 43)
    const province = number % makerProvinces.length
    const where = makerProvinces[province]
    const workforce = dice.between(60, 900)
    return {
      ...{ number, province, workforce, isKey: number < keyMakers },
      zh: `${where?.zh ?? ''}${number + 1}号医疗器械厂（演示）`,
      en: `${where?.en ?? ''} Medical Devices ${number + 1} (demonstration)`,
      back: operationDays.map((_, day) => Math.min(workforce, Math.floor(workforce * shareAt(back(number, day), day)))),
      lines: own.map((kind) => {
        const capacity = Math.ceil(weight * (capacityOf.get(kind) ?? 0)) + 1
        const until = (day: number): number => Math.floor(capacity * (run[number]?.[day] ?? 0))
        return {
          ...{ kind, capacity, model: `YS-${number + 1}`, opening: capacity * openingDays },
          made: operationDays.map((_, day) => until(day) - until(day - 1)),
        }
      }),
    }
  })
}
