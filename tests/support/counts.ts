import { addDays, type Day } from '../../packages/domain/src/shared/index.js'
import type { Caller } from './world.js'

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

/**
 * The same as what open data hold besides: from the 12th day on a gap of two days, later a count that is taken back and put right
 * the day after, and a late revision that is not.
 */
export const troubledCounts = (): string => {
  const [heading = '', ...lines] = countsFile(60).split('\n')
  const place = '421123'
  const kept = lines.filter((line) => line.includes(place))
  const changed = kept.flatMap((line, day) => {
    if (day === 12 || day === 13) return []
    const cells = line.split(',')
    const less = day === 30 ? 200 : day >= 50 ? 150 : 0
    return [[...cells.slice(0, 5), Number(cells[5]) - less, '', ''].join(',')]
  })
  return [heading, ...changed].join('\n')
}

/** Waits until the forecasts of a curve are made. */
export const untilForecast = async (caller: Caller, id: string): Promise<void> => {
  for (let i = 0; i < 1_200; i += 1) {
    const { body } = await caller.call('curve.read', { params: { id } })
    if (body.work?.state === 'done') return
    if (body.work?.state === 'failed') throw new Error(body.work.problem ?? 'failed')
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('the forecasts were not made')
}
