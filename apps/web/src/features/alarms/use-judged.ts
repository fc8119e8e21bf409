import { isReading, noReadings, type Reading, type ReadingVerdict, takeReading } from '@lianfang/domain/care'
import { instantOf } from '@lianfang/domain/shared'
import { useZone } from '../../ui/zone.js'
import { usePerson } from '../people/use-person.js'
import type { ToldReading } from './told.js'
import { useAlarmValues } from './values.js'
import { agesOf } from './watched.js'

const readingOf = ({ command }: ToldReading): Reading => ({
  spo2Percent: command.spo2Percent ?? null,
  onOxygen: command.onOxygen ?? null,
  temperatureC: command.temperatureC ?? null,
  breathsPerMinute: command.breathsPerMinute ?? null,
  signs: [...new Set([...(command.signs ?? []), ...(command.symptoms === 'worse' ? ['diseaseWorse' as const] : [])])],
})

type Page = NonNullable<ReturnType<typeof usePerson>['data']>

/** What the person's page, where it was read before, knows of earlier readings. */
const stateOf = (page: Page | undefined) => {
  const last = page?.timeline.find((entry) => !entry.corrected && entry.channel !== null && entry.spo2Percent !== null)
  if (last === undefined) return noReadings
  return { ...noReadings, lastSpo2Percent: last.spo2Percent, lastSpo2At: instantOf(Date.parse(last.at)) }
}

/** A reading judged on this device by the server's own rule, as far as this device knows the person (K5). */
export const useJudged = (told: ToldReading): ReadingVerdict => {
  const values = useAlarmValues()
  const zone = useZone()
  const { data } = usePerson(told.command.personId, false)
  const reading = readingOf(told)
  if (values === null || !isReading(reading)) return { outcome: 'quiet' }
  const given = {
    reading,
    at: instantOf(Date.parse(told.command.at)),
    zone,
    ...agesOf(told.person ?? {}),
    baseline: data?.baseline ?? told.person?.baseline ?? null,
    state: stateOf(data),
  }
  return takeReading(given, values).verdict
}
