import { addDays, type Day } from '@lianfang/domain/shared'
import { type Dice, diceOf } from '../dice.js'
import { firstDay, numberOf } from './days.js'
import { makerProvinces } from './places.js'

/** An invented maker of parts: which makers wait for it, and since when it works again. */
export type PlannedSupplier = {
  readonly number: number
  readonly zh: string
  readonly en: string
  readonly province: number
  readonly part: string
  /** Null: not by the end of March. */
  readonly backOn: Day | null
  /** Numbers of the makers it supplies. */
  readonly supplies: readonly number[]
}

type Part = { readonly code: string; readonly zh: string; readonly en: string }
const parts: readonly [Part, ...Part[]] = [
  { code: 'circuit-board', zh: '电路板', en: 'Circuit Boards' },
  { code: 'sensor', zh: '传感器', en: 'Sensors' },
  { code: 'turbine', zh: '涡轮风机', en: 'Turbines' },
  { code: 'valve', zh: '阀件', en: 'Valves' },
  { code: 'battery', zh: '电池', en: 'Batteries' },
  { code: 'screen', zh: '显示屏', en: 'Displays' },
  { code: 'moulding', zh: '注塑件', en: 'Mouldings' },
  { code: 'tubing', zh: '管路', en: 'Tubing' },
]

// After the festival that was made longer most came back by the end of February; one in fifty did not by the end of March.
const backOf = (dice: Dice): Day | null => {
  if (dice.chance(0.02)) return null
  const days = 8 + Math.floor(12 * dice.next() + 22 * dice.next() * dice.next())
  return dice.chance(0.08) ? firstDay : addDays(firstDay, days)
}

type Needs = { readonly seed: number; readonly suppliers: number; readonly makers: number }

/** Suppliers of parts, each of one to three makers; every maker has at least one where there are enough. */
export const planSuppliers = ({ seed, suppliers, makers }: Needs): readonly PlannedSupplier[] =>
  Array.from({ length: suppliers }, (_, number) => {
    const dice = diceOf(seed, number, 41)
    const part = dice.pick(parts)
    const province = dice.between(0, makerProvinces.length - 1)
    const more = Array.from({ length: dice.between(0, 2) }, () => dice.between(0, makers - 1))
    const where = makerProvinces[province]
    return {
      ...{ number, province, part: part.code, backOn: backOf(dice) },
      zh: `${where?.zh ?? ''}配套${number + 1}号${part.zh}厂（演示）`,
      en: `${where?.en ?? ''} ${part.en} Works ${number + 1} (demonstration)`,
      supplies: [...new Set([number % makers, ...more])],
    }
  })

/** Of each maker's suppliers, the share that works again on a day, from 0 to 1. */
export const backShares = (suppliers: readonly PlannedSupplier[], makers: number) => {
  const of = Array.from({ length: makers }, (): number[] => [])
  for (const { supplies, backOn } of suppliers) {
    for (const maker of supplies) of[maker]?.push(backOn === null ? Number.POSITIVE_INFINITY : numberOf(backOn))
  }
  return (maker: number, day: number): number => {
    const known = of[maker] ?? []
    return known.length === 0 ? 1 : known.filter((back) => back <= day).length / known.length
  }
}
