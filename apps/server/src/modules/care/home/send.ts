import { createHash } from 'node:crypto'
import type { HomeAdvice, SendHomeReading } from '@lianfang/contract'
import {
  isLowForAnybody,
  type NumberToCall,
  numbersToCall,
  type Reading,
  type ReadingVerdict,
  takeReading,
} from '@lianfang/domain/care'
import type { AlarmValues } from '@lianfang/domain/policy'
import { DAY_MS, dayIn, type Instant, instantOf, type PlaceCode, parseInstant } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { countyScope, inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { PublicCall } from '../../../kernel/http/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { keepWith } from '../alarms/graver.js'
import { raiseAlarm } from '../alarms/raise.js'
import { ageMonthsOn, readingStateOf } from '../alarms/reading-row.js'
import type { CareNeeds } from '../needs.js'
import {
  addReading,
  deskNumbers,
  isWatched,
  keepReading,
  type LinkRow,
  linkOf,
  lockWatched,
  openFromHome,
  sentBefore,
  sentSince,
  type Watched,
} from './sql.js'

/** A secret as it is kept. 128 random bits need no salt and no slow hash. */
export const secretHashOf = (token: string): Buffer => createHash('sha256').update(`home-link\n${token}`).digest()

const hashOf = ({ token: _secret, ...body }: SendHomeReading): Buffer =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(body).sort()))
    .digest()

const countyIn = (token: string): PlaceCode => token.slice(0, 6) as PlaceCode // checked by the contract: six digits

/** A link that never was, one that has run out and one taken away are answered alike: a guess learns nothing. */
const inForce = (link: LinkRow | undefined, now: Instant): LinkRow | undefined =>
  link === undefined || link.withdrawn_at !== null || link.expires_at <= now ? undefined : link

/** Whether a link is in force (K8): asked when the page is opened, so that nobody measures for a link that has ended. */
export const checkLink = (needs: CareNeeds, { body }: PublicCall<'home.check'>): Promise<{ inForce: boolean }> => {
  const home = countyIn(body.token)
  return inTransaction(needs.db.app, countyScope(home), async (tx) => {
    const link = inForce(await linkOf(tx, home, secretHashOf(body.token)), instantOf(needs.now()))
    return { inForce: link !== undefined && (await isWatched(tx, home, link.person)) }
  })
}

/** What is answered where a reading is not taken: to call, where it is low for anybody; else why (CARE-HOME-3). */
const notTaken = (code: 'home.unknown' | 'home.slow-down', body: SendHomeReading, values: AlarmValues): HomeAdvice => {
  if (!isLowForAnybody(readingOf(body), values)) throw problem(code)
  return { advice: 'callNotKept', phones: [] }
}

/**
 * Takes a reading that somebody sends from home (K8): kept, judged like every other, answered at once with what to do. The
 * answer says nothing of the person, so that a stranger with the link learns nothing.
 */
export const sendReading = async (needs: CareNeeds, { body }: PublicCall<'home.send'>): Promise<HomeAdvice> => {
  const home = countyIn(body.token)
  const now = instantOf(needs.now())
  const scope = countyScope(home)
  const care = await needs.policy.care(home, dayIn(now, needs.zone))
  const { readingsADay } = openGate(care.homeLinks)
  const values = openGate(care.alarms)
  const bodyHash = hashOf(body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const link = inForce(await linkOf(tx, home, secretHashOf(body.token)), now)
    if (link === undefined) return notTaken('home.unknown', body, values)
    const person = await lockWatched(tx, home, link.person)
    if (person === undefined || person.gone) return notTaken('home.unknown', body, values)
    const before = await sentBefore(tx, home, body.id)
    if (before !== undefined) {
      if (before.link !== link.id || !before.body_hash.equals(bodyHash))
        throw problem('command.other-body', { id: body.id })
      return adviceOf(before.alarmed, await numbersFor(tx, home, { person, link }))
    }
    const since = new Date(now - DAY_MS)
    if ((await sentSince(tx, { home, link: link.id, since })) >= readingsADay)
      return notTaken('home.slow-down', body, values)
    const at = instantOf(Math.min(parseInstant(body.at) ?? now, now))
    const today = dayIn(at, needs.zone)
    const { verdict, state } = takeReading(
      {
        reading: readingOf(body),
        at,
        zone: needs.zone,
        ageMonths: ageMonthsOn(person, today),
        kinds: person.kinds,
        baseline: person.baseline,
        state: readingStateOf(person),
      },
      values,
    )
    const alarmed = verdict.outcome === 'alarm'
    // Looked for before this reading is kept, which would be found itself.
    const open = alarmed ? await openFromHome(tx, home, link.person) : undefined
    const kept = { ...body, home, person: link.person, link: link.id, at: new Date(at), receivedAt: new Date(now) }
    if ((await addReading(tx, { ...kept, alarmed, bodyHash })) === 0)
      throw problem('command.other-body', { id: body.id })
    const spo2At = state.lastSpo2At === null ? null : new Date(state.lastSpo2At)
    await keepReading(tx, {
      home,
      person: link.person,
      spo2: { percent: state.lastSpo2Percent, at: spo2At },
      feverSince: state.feverSince === null ? null : new Date(state.feverSince),
    })
    if (verdict.outcome === 'alarm') {
      const told = { home, verdict, now, values }
      if (open === undefined) await alarm(tx, { ...told, body, person, link, at })
      else await keepWith(tx, { ...told, open, spo2Percent: body.spo2Percent, measuredAt: at })
    }
    const place = (person.village ?? person.township) as PlaceCode // stored from checked codes
    await writeAudit(tx, null, { action: 'home.send', subject: link.person, place, detail: { alarmed } })
    return adviceOf(alarmed, await numbersFor(tx, home, { person, link }))
  })
}

const readingOf = (body: SendHomeReading): Reading => ({
  spo2Percent: body.spo2Percent,
  onOxygen: null,
  temperatureC: body.temperatureC,
  breathsPerMinute: body.breathsPerMinute,
  signs: [...new Set([...body.signs, ...(body.symptoms === 'worse' ? ['diseaseWorse' as const] : [])])],
})

const adviceOf = (alarmed: boolean, phones: readonly NumberToCall[]): HomeAdvice => ({
  advice: alarmed ? 'callNow' : 'thanks',
  phones: [...phones],
})

type For = { readonly person: Watched; readonly link: LinkRow }

/** What the worker wrote for this family first; then who answers day and night, as it stands today (K4). */
const numbersFor = async (tx: Tx, home: string, { person, link }: For): Promise<readonly NumberToCall[]> => {
  const inForce = await deskNumbers(tx, { home, township: person.township, team: person.team })
  return numbersToCall({ given: link.phone, inForce })
}

type Alarming = {
  readonly body: SendHomeReading
  readonly home: string
  readonly person: Watched
  readonly link: LinkRow
  readonly verdict: Extract<ReadingVerdict, { outcome: 'alarm' }>
  readonly at: Instant
  readonly now: Instant
  readonly values: Parameters<typeof raiseAlarm>[1]['values']
}

const alarm = (tx: Tx, { body, home, person, link, verdict, at, now, values }: Alarming): Promise<void> => {
  const { township, village, team } = person
  return raiseAlarm(tx, {
    ...{
      home,
      id: body.id,
      person: link.person,
      township,
      village,
      team,
      kind: 'reading',
      now,
      measuredAt: at,
      values,
    },
    reasons: verdict.reasons,
    urgent: verdict.urgent,
    spo2Percent: body.spo2Percent,
  })
}
