import { addDays, type Day } from '../../packages/domain/src/shared/index.js'

/** The first day of the counts below. */
export const firstCounted = '2020-01-20' as Day

const head = 'date,province_code,city_code,province,city,confirmed,recovered,deaths'

/**
 * Cumulative counts of the nation, Hubei, Huanggang and Luotian over some days, as open data publish them. From `changedOn` days
 * after the first on, another definition of a case counts 9,000 more at once.
 */
export const countsFile = (days = 40, changedOn = 23): string => {
  const lines = [head]
  for (let day = 0; day < days; day += 1) {
    const at = addDays(firstCounted, day)
    const grown = Math.round(50 * 1.1 ** Math.min(day, 20)) * (day + 1) + (day >= changedOn ? 9_000 : 0)
    lines.push(`${at},,,,,${2 * grown},,`)
    lines.push(`${at},420000,,湖北省,,${grown},,`)
    lines.push(`${at},420000,421100,湖北省,黄冈市,${Math.round(grown * 0.7)},,`)
    lines.push(`${at},420000,421123,湖北省,罗田县,${Math.round(grown * 0.1)},,`)
  }
  return lines.join('\n')
}
