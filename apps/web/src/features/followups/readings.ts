import type { DangerSign } from '@lianfang/domain/policy'
import { typedNumber } from '../../ui/typed-number.js'

export type Readings = { readonly spo2: string; readonly temperature: string; readonly breaths: string }

/** What was seen and told beside the numbers. Null: not said. */
export type Seen = {
  readonly atRest: boolean | null
  readonly warmHand: boolean | null
  readonly onOxygen: boolean | null
  readonly signs: readonly DangerSign[]
  readonly symptoms: 'none' | 'same' | 'worse' | null
}

export const nothingSeen: Seen = { atRest: null, warmHand: null, onOxygen: null, signs: [], symptoms: null }

/** How an SpO2 was measured says something only where one was. */
export const seenWith = (spo2Percent: number | null, { signs, ...rest }: Seen) => ({
  ...(spo2Percent === null ? { ...rest, atRest: null, warmHand: null, onOxygen: null } : rest),
  signs: [...signs],
})

type Measured = {
  readonly spo2Percent?: number | null | undefined
  readonly temperatureC?: number | null | undefined
  readonly breathsPerMinute?: number | null | undefined
}

export const readingsFrom = ({ spo2Percent, temperatureC, breathsPerMinute }: Measured): Readings => ({
  spo2: spo2Percent == null ? '' : String(spo2Percent),
  temperature: temperatureC == null ? '' : temperatureC.toFixed(1),
  breaths: breathsPerMinute == null ? '' : String(breathsPerMinute),
})

type Parsed = {
  readonly ok: boolean
  readonly spo2Percent: number | null
  readonly temperatureC: number | null
  readonly breathsPerMinute: number | null
  readonly spo2Wrong: boolean
  readonly temperatureWrong: boolean
  readonly breathsWrong: boolean
}

const outside = (value: number | null, least: number, most: number): boolean =>
  value !== null && !(value >= least && value <= most)
const notWhole = (value: number | null): boolean => value !== null && !Number.isInteger(value)

/** What was typed as numbers, and whether a person could have them (CARE-READ-1, CARE-READ-2; the server decides). */
export const parseReadings = ({ spo2, temperature, breaths }: Readings): Parsed => {
  const spo2Percent = typedNumber(spo2)
  const celsius = typedNumber(temperature)
  const breathsPerMinute = typedNumber(breaths)
  const spo2Wrong = outside(spo2Percent, 50, 100) || notWhole(spo2Percent)
  const temperatureWrong = outside(celsius, 34, 43)
  const breathsWrong = outside(breathsPerMinute, 4, 120) || notWhole(breathsPerMinute)
  return {
    ok: !spo2Wrong && !temperatureWrong && !breathsWrong,
    spo2Percent,
    temperatureC: celsius === null ? null : Math.round(celsius * 10) / 10,
    breathsPerMinute,
    spo2Wrong,
    temperatureWrong,
    breathsWrong,
  }
}
