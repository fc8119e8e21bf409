import { alarmsRaised, leadDays, type TrialAlarms, type TrialReading, trialAlarmCodes } from '@lianfang/domain/care'
import type { AlarmValues } from '@lianfang/domain/policy'
import { DAY_MS, dayIn } from '@lianfang/domain/shared'
import { countyScope, inTransaction } from '../../../kernel/db/index.js'
import { ageMonthsOn } from '../alarms/reading-row.js'
import type { CareNeeds } from '../needs.js'
import { type Both, type Counted, firstId, type Tried } from './count-people.js'
import { chunkEnd, type Mildest, oneSnapshot, type ReadingFact, readingsOf } from './sql-people.js'
import type { Counting, Townships } from './tally.js'

/** What could alarm under either of the two, at the least. */
const mildestOf = ({ old, new: then }: Both<AlarmValues>): Mildest => {
  const both = [old, then]
  return {
    spo2: Math.max(...both.flatMap(({ spo2 }) => [spo2.alarmAt, spo2.neverSilentUnder])),
    fall: Math.min(...both.map(({ spo2 }) => spo2.fallPoints)),
    overC: Math.min(...both.map(({ fever }) => fever.overC)),
    breaths: Math.min(...both.flatMap(({ breaths }) => Object.values(breaths))),
  }
}

const readingOf = (fact: ReadingFact, zone: string): TrialReading => ({
  reading: {
    spo2Percent: fact.spo2,
    onOxygen: fact.on_oxygen,
    temperatureC: fact.temperature,
    breathsPerMinute: fact.breaths,
    signs: [...new Set(fact.signs)],
  },
  at: fact.at,
  zone,
  ageMonths: ageMonthsOn(fact, dayIn(fact.at, zone)),
  kinds: fact.kinds,
  baseline: fact.baseline,
})

const addAlarms = (side: Counting['old'], { all, by }: TrialAlarms): void => {
  side.alarms.all += all
  for (const code of trialAlarmCodes) side.alarms.by[code] += by[code]
}

const countPerson = (facts: readonly ReadingFact[], { alarms, span, zone }: Tried, places: Townships): void => {
  const [first] = facts
  if (first === undefined) return
  const replaced = new Set(facts.map(({ corrects }) => corrects))
  const standing = facts.filter(({ id, outcome }) => outcome === 'reached' && !replaced.has(id))
  const readings = standing.map((fact) => readingOf(fact, zone))
  const tally = places.of(first.township)
  addAlarms(tally.old, alarmsRaised(readings, span.from, alarms.old))
  addAlarms(tally.new, alarmsRaised(readings, span.from, alarms.new))
}

/** Those of one person stand together: the statement orders them so. */
const groups = (facts: readonly ReadingFact[]): readonly ReadingFact[][] => {
  const list: ReadingFact[][] = []
  for (const fact of facts) {
    const open = list.at(-1)
    if (open?.[0]?.person === fact.person) open.push(fact)
    else list.push([fact])
  }
  return list
}

const chunk = 2_000

/** Alarms of a county's readings by both values, chunk by chunk (CARE-TRIAL-4). */
export async function* countAlarms(
  needs: CareNeeds,
  { home, tried, places }: { readonly home: string; readonly tried: Tried; readonly places: Townships },
): AsyncGenerator<Counted> {
  const { span, alarms } = tried
  const lead = leadDays(alarms.old, alarms.new) * DAY_MS
  const within = { from: new Date(span.from - lead), until: new Date(span.until) }
  const mildest = mildestOf(alarms)
  for (let after = firstId; ; ) {
    const from = after
    const read = await inTransaction(
      needs.db.bulk,
      countyScope(home),
      async (tx) => {
        await oneSnapshot(tx)
        const end = await chunkEnd(tx, { home, after: from, limit: chunk }, new Date(span.from))
        if (end === undefined || end.last === null) return null
        const facts = await readingsOf(tx, { home, after: from, last: end.last }, within, mildest)
        return { last: end.last, places: end.places, facts }
      },
      { readOnly: true },
    )
    if (read === null) return
    for (const { township, people } of read.places) places.of(township).people += people
    for (const facts of groups(read.facts)) countPerson(facts, tried, places)
    const people = read.places.reduce((sum, place) => sum + place.people, 0)
    yield { last: read.last, people, changed: [] }
    after = read.last
  }
}
