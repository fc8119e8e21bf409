import { climbsAt, judgeReading } from '@lianfang/domain/care'
import type { AlarmValues, DangerSign } from '@lianfang/domain/policy'
import { addHours, addMinutes, type Instant, instantOf } from '@lianfang/domain/shared'
import type { Keys } from '../kernel/keys/index.js'
import { type Dice, diceOf, idAt } from './dice.js'
import type { DemoPerson } from './invent.js'

/** An invented alarm with what was done about it. */
export type DemoAlarm = {
  readonly id: string
  readonly person: DemoPerson
  readonly kind: 'reading' | 'referNow'
  readonly raisedAt: Instant
  readonly measuredAt: Instant
  readonly reasons: readonly { readonly code: string; readonly ruleId: string; readonly sign?: DangerSign }[]
  readonly spo2Percent: number | null
  readonly urgent: boolean
  readonly climbs: readonly Instant[]
  readonly acknowledged: { readonly at: Instant; readonly by: string } | null
  readonly closed: { readonly at: Instant; readonly by: string; readonly how: 'referred' | 'doctorDecided' } | null
  readonly acts: readonly DemoAct[]
}

export type DemoAct = {
  readonly id: string
  readonly kind: 'acknowledge' | 'referred' | 'doctorDecided'
  readonly at: Instant
  readonly by: string
  readonly noteSealed: Buffer | null
}

export type AlarmWorld = {
  readonly keys: Keys
  readonly county: string
  readonly now: Instant
  readonly values: AlarmValues
}

type Raised = Pick<DemoAlarm, 'id' | 'person' | 'kind' | 'measuredAt' | 'reasons' | 'spo2Percent' | 'urgent'>

// Older readings were judged too, and nobody looks that far back in a demonstration.
const readingHours = 72

/** Bad readings of the last days, and the red among the infected. */
const raisedBy = (person: DemoPerson, { now, values }: AlarmWorld): readonly Raised[] => {
  const readings = person.facts.flatMap(({ fact, spo2Percent }): Raised[] => {
    if (spo2Percent === null || spo2Percent > values.spo2.alarmAt || fact.at < addHours(now, -readingHours)) return []
    const reading = { spo2Percent, onOxygen: null, temperatureC: null, breathsPerMinute: null, signs: [] }
    const watched = { ageMonths: null, kinds: [], usualSpo2Percent: null, lastSpo2Percent: null, feverDays: 0 }
    const verdict = judgeReading(reading, watched, values)
    if (verdict.outcome === 'quiet') return []
    const { reasons, urgent } = verdict
    return [{ id: fact.id, person, kind: 'reading', measuredAt: fact.at, reasons, spo2Percent, urgent }]
  })
  const { episode, standing } = person
  if (episode === null || standing.tier !== 'red') return readings
  const refer = { id: episode.id, person, kind: 'referNow', measuredAt: episode.since } as const
  return [...readings, { ...refer, reasons: [], spo2Percent: null, urgent: false }]
}

const referred = ['县人民医院，120 送去', '乡镇卫生院留观，家属陪同', '县中医医院，家属自行送去'] as const
const decided = ['捂热手指复测 96%，无不适', '上门看过，平常就是这个数，吸氧后 95%'] as const

type Done = Pick<DemoAlarm, 'raisedAt' | 'acknowledged' | 'closed' | 'acts'>
type Doing = { readonly raised: Raised; readonly world: AlarmWorld; readonly dice: Dice }

const act = ({ raised, world, dice }: Doing, one: Omit<DemoAct, 'id' | 'noteSealed'>, text: string | null): DemoAct => {
  const { keys, county } = world
  const { person } = raised
  const id = idAt(dice, one.at)
  const at = { county, person: person.id, field: `alarm:${id}` }
  return { ...one, id, noteSealed: text === null ? null : keys.seal({ key: person.key, at, text }) }
}

const ended = (doing: Doing): Done => {
  const { raised, world, dice } = doing
  const [first, ...others] = raised.person.recorders
  const medic = others.at(-1)
  const at = instantOf(Math.min(world.now, addMinutes(raised.measuredAt, dice.between(20, 180))))
  // A team's last member is its medic; whoever has no team is referred by the township.
  const how = medic !== undefined && raised.kind === 'reading' && dice.chance(0.5) ? 'doctorDecided' : 'referred'
  const by = how === 'doctorDecided' ? (medic ?? first) : first
  const note = how === 'doctorDecided' ? dice.pick(decided) : dice.pick(referred)
  return {
    raisedAt: raised.measuredAt,
    acknowledged: { at, by },
    closed: { at, by, how },
    acts: [act(doing, { kind: how, at, by }, note)],
  }
}

const inHand = (doing: Doing): Done => {
  const { raised, world, dice } = doing
  const by = dice.pick(raised.person.recorders)
  const at = instantOf(Math.min(world.now, addMinutes(raised.measuredAt, dice.between(2, 9))))
  const acts = [act(doing, { kind: 'acknowledge', at, by }, null)]
  return { raisedAt: raised.measuredAt, acknowledged: { at, by }, closed: null, acts }
}

/** Nobody has it: came in just now, kept on a phone without a network until then, so that it is seen climbing. */
const waiting = ({ raised, world, dice }: Doing): Done => {
  const raisedAt = instantOf(Math.max(raised.measuredAt, addMinutes(world.now, -dice.between(1, 14))))
  return { raisedAt, acknowledged: null, closed: null, acts: [] }
}

const openHours = 12

/** The alarms of somebody invented: what is old is closed; of the last hours some wait and some are in hand. */
export const alarmsOf = (person: DemoPerson, world: AlarmWorld): readonly DemoAlarm[] =>
  raisedBy(person, world).map((raised) => {
    const dice = diceOf(9, Number.parseInt(raised.id.slice(-8), 16))
    const at = raised.measuredAt < addHours(world.now, -openHours) ? 1 : dice.next()
    const doing = { raised, world, dice }
    const done = at < 0.3 ? waiting(doing) : at < 0.55 ? inHand(doing) : ended(doing)
    return { ...raised, ...done, climbs: climbsAt(done.raisedAt, raised.urgent, world.values) }
  })
