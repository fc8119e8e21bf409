import type { DangerSign } from '@lianfang/domain/policy'
import { typedNumber } from '../../ui/typed-number.js'

export type Symptoms = 'none' | 'same' | 'worse'

/** What was typed and ticked. */
export type HomeForm = {
  readonly spo2: string
  readonly temperature: string
  readonly breaths: string
  readonly symptoms: Symptoms | null
  readonly signs: readonly DangerSign[]
}

export const emptyForm: HomeForm = { spo2: '', temperature: '', breaths: '', symptoms: null, signs: [] }

export type Wrong = 'spo2' | 'temperature' | 'breaths' | 'nothing'

const fits = (value: number | null, least: number, most: number): boolean =>
  value === null || (value >= least && value <= most)

const isWhole = (value: number | null): boolean => value === null || Number.isInteger(value)

/** The form as numbers, and every field that cannot be right: 930 and 9.3 are slips, not readings. */
export const readForm = (form: HomeForm) => {
  const spo2Percent = typedNumber(form.spo2)
  const celsius = typedNumber(form.temperature)
  const breathsPerMinute = typedNumber(form.breaths)
  const wrong: Wrong[] = []
  if (!fits(spo2Percent, 50, 100) || !isWhole(spo2Percent)) wrong.push('spo2')
  if (!fits(celsius, 34, 43)) wrong.push('temperature')
  if (!fits(breathsPerMinute, 4, 120) || !isWhole(breathsPerMinute)) wrong.push('breaths')
  const given = [spo2Percent, celsius, breathsPerMinute, form.symptoms].some((value) => value !== null)
  if (!given && form.signs.length === 0) wrong.push('nothing')
  const temperatureC = celsius === null ? null : Math.round(celsius * 10) / 10
  return {
    wrong,
    values: { spo2Percent, temperatureC, breathsPerMinute, symptoms: form.symptoms, signs: [...form.signs] },
  }
}
