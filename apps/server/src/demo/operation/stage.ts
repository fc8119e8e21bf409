import { addHours, type Day, type Instant, instantOf, startOfDay } from '@lianfang/domain/shared'
import { localAt, seedKinds } from '@lianfang/domain/supply'
import type { Database } from '../../kernel/db/index.js'
import type { Keys } from '../../kernel/keys/index.js'
import type { Policy } from '../../kernel/policy/index.js'
import { diceOf, idAt } from '../dice.js'
import { makeDo, type Run } from '../supply-run.js'
import { type Cast, castOf, type Hospital, type Site } from './cast.js'
import { operationDays } from './days.js'
import type { Destination, PlannedLoad } from './loads.js'
import type { OperationPlan } from './plan.js'

/** What a day is played with. */
export type Stage = {
  readonly db: Database
  readonly keys: Keys
  readonly policy: Policy
  readonly zone: string
  readonly plan: OperationPlan
  readonly cast: Cast
  readonly run: Run
}

export type StageNeeds = Pick<Stage, 'db' | 'keys' | 'policy' | 'zone' | 'plan'>

export const stageOf = (needs: StageNeeds): Stage => ({
  ...needs,
  cast: castOf(needs.plan, needs.zone),
  run: makeDo(needs),
})

/** One day that is played: its moments lie before the real time of day, which is the operation's too. */
export type PlayedDay = {
  readonly number: number
  readonly day: Day
  /** The moment of an hour of the day; the whole day's work where the real day has come to twenty, pressed together before. */
  readonly at: (hour: number) => Instant
  /** An id that is the same whenever the day is played. */
  readonly idOf: (group: number, number: number, step: number) => string
}

/** Everything of a day is done by this hour. */
const doneBy = 20

/** A day by its number from 0, with so many milliseconds of it gone. */
export const playedDay = (number: number, gone: number, { plan, zone }: Pick<Stage, 'plan' | 'zone'>): PlayedDay => {
  const day = operationDays[number]
  if (day === undefined) throw new Error(`operation: there is no day ${number}`)
  const start = startOfDay(day, zone)
  const press = Math.min(1, gone / (doneBy * 3_600_000))
  return {
    ...{ number, day },
    at: (hour) => instantOf(Math.floor(addHours(start, hour * press))),
    idOf: (group, of, step) => idAt(diceOf(plan.size.seed, group, of, step), start),
  }
}

export const unitOf = (kind: string): string => seedKinds.find(({ code }) => code === kind)?.unit ?? 'piece'
export const isSerialKind = (kind: string): boolean =>
  seedKinds.some(({ code, keeping }) => code === kind && keeping === 'serial')
export const clockAt = (at: Instant, zone: string) => ({ local: localAt(at, zone), second: null })

const share = (load: PlannedLoad, of: number): number => load.number % of

/** The hospital of a place that a load is for. */
export const hospitalFor = ({ cast }: Stage, load: PlannedLoad): Hospital | null => {
  const all = load.to === 'reserve' ? undefined : cast.hospitals[load.to]
  return all === undefined ? null : (all[share(load, all.length)] ?? all[0])
}

/** Whence a load is taken in: by a hospital that asked, by a hospital three times out of five, else by the place's warehouse. */
export const siteFor = (stage: Stage, load: PlannedLoad): Site => {
  const to: Destination = load.to
  if (to === 'reserve') return stage.cast.reserve
  const hospital = hospitalFor(stage, load)
  const goesIn = load.isAsked || load.kind === 'ecmo' || share(load, 5) < 3
  const site = goesIn ? hospital : stage.cast.warehouses[to]
  return site ?? stage.cast.reserve
}
