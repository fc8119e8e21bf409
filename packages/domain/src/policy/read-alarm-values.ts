import { type AlarmValues, type DangerSign, dangerSigns, type EpisodeValues } from './alarm-values.js'
import type { BaselineValues } from './care-values.js'
import { fieldsOf, member, type Read, readPositive, readRange } from './reader.js'

const readSigns = (value: unknown): readonly DangerSign[] | undefined => {
  if (!Array.isArray(value)) return undefined
  const signs = value.map((one) => member(dangerSigns, one)).filter((sign) => sign !== undefined)
  return signs.length === value.length && signs.length > 0 ? signs : undefined
}

const readBreaths = (value: unknown): Omit<AlarmValues['breaths'], 'fastFrom'> | undefined => {
  const fields = fieldsOf(value)
  const underTwoMonths = readPositive(fields['underTwoMonths'])
  const underOneYear = readPositive(fields['underOneYear'])
  const underFiveYears = readPositive(fields['underFiveYears'])
  if (underTwoMonths === undefined || underOneYear === undefined || underFiveYears === undefined) return undefined
  return { underTwoMonths, underOneYear, underFiveYears }
}

const readSpo2 = (read: Read): AlarmValues['spo2'] | undefined => {
  const alarmAt = read('CARE-ALARM-1', readPositive)
  const neverSilentUnder = read('CARE-ALARM-2', readPositive)
  const fallPoints = read('CARE-ALARM-3', readPositive)
  const fallWithinDays = read('CARE-ALARM-10', readPositive)
  if (alarmAt === undefined || neverSilentUnder === undefined) return undefined
  if (fallPoints === undefined || fallWithinDays === undefined) return undefined
  return { alarmAt, neverSilentUnder, fallPoints, fallWithinDays }
}

const readClimb = (read: Read): AlarmValues['climb'] | undefined => {
  const township = read('CARE-CLIMB-1', readPositive)
  const county = read('CARE-CLIMB-2', readPositive)
  const leader = read('CARE-CLIMB-3', readPositive)
  const halfUnderSpo2 = read('CARE-CLIMB-4', readPositive)
  if (township === undefined || county === undefined || leader === undefined) return undefined
  return halfUnderSpo2 === undefined ? undefined : { afterMinutes: [township, county, leader], halfUnderSpo2 }
}

const readAllSigns = (read: Read): AlarmValues['signs'] | undefined => {
  const all = read('CARE-ALARM-7', readSigns)
  const child = read('CARE-ALARM-8', readSigns)
  const pregnant = read('CARE-ALARM-9', readSigns)
  return all && child && pregnant ? { all, child, pregnant } : undefined
}

/** The values of alarms; undefined where one of their rules is closed or cannot be read. */
export const readAlarms = (read: Read): AlarmValues | undefined => {
  const spo2 = readSpo2(read)
  const fastFrom = read('CARE-ALARM-4', readPositive)
  const breaths = read('CARE-ALARM-11', readBreaths)
  const overC = read('CARE-ALARM-5', readPositive)
  const days = read('CARE-ALARM-6', readPositive)
  const signs = readAllSigns(read)
  const climb = readClimb(read)
  const offerAgainHours = read('CARE-REFER-1', readPositive)
  if (!spo2 || !breaths || !signs || !climb) return undefined
  if (fastFrom === undefined || overC === undefined || days === undefined || offerAgainHours === undefined)
    return undefined
  return {
    spo2,
    breaths: { fastFrom, ...breaths },
    fever: { overC, days },
    signs,
    climb,
    referral: { offerAgainHours },
  }
}

/** The values of infections and worsenings; part of what is due. */
export const readEpisode = (read: Read): EpisodeValues | undefined => {
  const longestGapHours = read('CARE-INF-1', readPositive)
  const endsAfterDays = read('CARE-INF-2', readPositive)
  if (longestGapHours === undefined || endsAfterDays === undefined) return undefined
  return { longestGapHours, gapRuleId: 'CARE-INF-1', endsAfterDays }
}

/** The values of the usual SpO2 that a doctor sets. */
export const readBaseline = (read: Read): BaselineValues | undefined => {
  const spo2Percent = read('CARE-BASE-1', readRange)
  const validDays = read('CARE-BASE-2', readPositive)
  return spo2Percent === undefined || validDays === undefined ? undefined : { spo2Percent, validDays }
}
