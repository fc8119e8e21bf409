import {
  type FollowupState,
  heldFlags,
  type NextDue,
  type PersonFields,
  type ReadingState,
} from '@lianfang/domain/care'
import type {
  AlarmValues,
  ClockValues,
  DeskValues,
  DueValues,
  ReadingValues,
  TierValues,
} from '@lianfang/domain/policy'
import { addHours, type Day, type Instant, instantOf, startOfDay } from '@lianfang/domain/shared'
import type { Keys, WrappedKey } from '../kernel/keys/index.js'
import { birthColumns, matchTokens, type Standing, searchTokens, secretsOf, standingAfter } from './care.js'
import { type Dice, diceOf, idAt } from './dice.js'
import { type Fate, livePast, type Past, type PastFollowup } from './history.js'
import { inventPerson, inventPhone, type NumbersGiven } from './people.js'
import type { PlannedTeam, PlannedVillage } from './plan.js'
import { measuredDaily, readingsOf } from './readings.js'

/** Somebody invented, ready to be written. */
export type DemoPerson = {
  readonly id: string
  readonly fields: PersonFields
  readonly household: string | null
  readonly team: string | null
  /** Who records about this person: a team's workers and then its medic, or a township's manager alone. */
  readonly recorders: readonly [string, ...string[]]
  /** The infection that is followed daily. */
  readonly episode: { readonly id: string; readonly since: Instant; readonly by: string } | null
  readonly standing: Standing
  readonly takenInAt: Instant
  readonly past: Past
  readonly facts: readonly (PastFollowup & { readonly account: string })[]
  readonly state: FollowupState
  /** What was measured last, for the next reading. */
  readonly readings: ReadingState
  readonly due: NextDue
  readonly key: WrappedKey
  readonly secrets: readonly { readonly field: string; readonly sealed: Buffer }[]
  readonly tokens: readonly Buffer[]
  readonly matches: readonly Buffer[]
}

export type World = {
  readonly seed: number
  readonly keys: Keys
  readonly now: Instant
  readonly today: Day
  readonly zone: string
  readonly values: {
    readonly tier: TierValues
    readonly due: DueValues
    readonly alarms: AlarmValues
    readonly clock: ClockValues
    readonly readings: ReadingValues
    readonly desk: DeskValues
  }
  readonly history: 'full' | 'light'
}

export type Slot = {
  readonly county: number
  /** Position within the county: the person's seed. */
  readonly index: number
  readonly village: PlannedVillage
  readonly recorders: readonly [string, ...string[]]
  readonly numbers: NumbersGiven
  /** The same for two neighbours who share a telephone; most of them live together. */
  readonly pair: number | null
}

// Most were loaded three weeks ago over some days, some since; a few came in the last two days and are not due yet.
const takenIn = (dice: Dice, { today, zone }: World): Instant => {
  const at = dice.next()
  const days = at < 0.03 ? 0.1 + 1.9 * dice.next() : at < 0.15 ? 6 + 14 * dice.next() : 20 + 4 * dice.next()
  return instantOf(Math.floor(addHours(startOfDay(today, zone), -24 * days)))
}

/** One in eighty was taken in as ill and unstable and has since been corrected: a lower colour waits for a medic. */
const stand = (
  dice: Dice,
  fields: PersonFields,
  { takenInAt, world }: { takenInAt: Instant; world: World },
): Standing => {
  const { values, zone, now } = world
  const basis = {
    birth: birthColumns(fields.birth),
    disease: fields.disease.class,
    vaccination: fields.vaccination.class,
  }
  const at = { values: values.tier, zone, cause: 'ledger' }
  const first = standingAfter({ ...at, basis, current: null, now: takenInAt })
  if (!dice.chance(0.0125)) return first
  const worse = standingAfter({ ...at, basis: { ...basis, disease: 'unstable' }, current: null, now: takenInAt })
  const since = { ...worse, override: null }
  const later = standingAfter({ ...at, basis, current: since, now: instantOf((takenInAt + now) / 2) })
  return later.waiting === null ? first : later
}

const fateOf = (dice: Dice, team: PlannedTeam | null): Fate => {
  const at = dice.next()
  if (at < 0.055) return 'never-reached'
  return at < 0.055 + (team?.behind === true ? 0.32 : 0.035) ? 'overdue' : 'in-time'
}

// One in 331 in ten days, sixty of 20,000: a wave that has begun. Counted out, so that a small demonstration has some too.
const infectedEvery = 331
const firstInfected = 7
const waveDays = 10

type Infecting = {
  readonly index: number
  readonly takenInAt: Instant
  readonly now: Instant
  readonly recorders: DemoPerson['recorders']
}

const infect = (dice: Dice, { index, takenInAt, now, recorders }: Infecting): DemoPerson['episode'] => {
  if (index % infectedEvery !== firstInfected) return null
  // More of them of late than at first.
  const since = instantOf(Math.floor(addHours(now, -24 * waveDays * dice.next() ** 1.5)))
  return since <= takenInAt ? null : { id: idAt(dice, since), since, by: dice.pick(recorders) }
}

// Pieces of invented names repeat by the thousand; their keyed hashes are kept.
const rememberNames = (keys: Keys): Keys => {
  const known = new Map<string, ReturnType<Keys['blindIndex']>>()
  return {
    ...keys,
    blindIndex: (part) => {
      if (part.kind !== 'name' || part.text.length > 2) return keys.blindIndex(part)
      const token = known.get(part.text) ?? keys.blindIndex(part)
      known.set(part.text, token)
      return token
    },
  }
}

// A million people are made for benches: there address and diseases tell nothing, and sealing is a third of the work.
const lightFields = ['name', 'idNumber', 'phones']

type Pairing = { readonly seed: number; readonly county: number; readonly pair: number; readonly at: Instant }
type Paired = { readonly fields: PersonFields; readonly household: string | null }

// Some of those who share a telephone are not put together yet, and some are recorded as living alone all the same.
const pairUp = (fields: PersonFields, { seed, county, pair, at }: Pairing): Paired => {
  const dice = diceOf(seed, county, 9, pair)
  const shared = { ...fields, phones: [inventPhone(dice)] }
  if (!dice.chance(0.7)) return { fields: shared, household: null }
  const household = idAt(dice, at)
  if (dice.chance(0.1) || fields.living !== 'alone') return { fields: shared, household }
  const kinds = fields.kinds.filter((kind) => kind !== 'livingAlone')
  return { fields: { ...shared, living: 'notAlone', kinds }, household }
}

type Sealing = {
  readonly county: string
  readonly person: string
  readonly fields: PersonFields
  readonly light: boolean
}

const sealAll = (keys: Keys, { county, person, fields, light }: Sealing) => {
  const key = keys.newPersonKey()
  const texts = secretsOf(fields).filter(([field]) => !light || lightFields.includes(field))
  const secrets = texts.map(([field, text]) => ({
    field,
    sealed: keys.seal({ key, at: { county, person, field }, text }),
  }))
  return { key, secrets }
}

/** Invents people one after the other; the same seed and day give the same people. */
export const makeInventor = (world: World) => {
  const { seed, zone, now, today, history, values } = world
  const keys = rememberNames(world.keys)
  return ({ county, index, village, recorders, numbers, pair }: Slot): DemoPerson => {
    const dice = diceOf(seed, county, 3, index)
    // Thrown all the same, so that nothing else changes: who lives with another has a village.
    const lost = dice.chance(0.002) && pair === null
    const place = { township: village.township, village: lost ? null : village.code }
    const team = lost ? null : village.team
    const single = inventPerson({ dice, today, ...place, numbers })
    const { fields, household } =
      pair === null
        ? { fields: single, household: null }
        : pairUp(single, { seed, county, pair, at: startOfDay(today, zone) })
    const takenInAt = takenIn(dice, world)
    const standing = stand(dice, fields, { takenInAt, world })
    const id = idAt(dice, takenInAt)
    const fate = now - takenInAt > 5 * 86_400_000 ? fateOf(dice, team) : 'in-time'
    const late = team?.behind === true ? 0.2 : 0.03
    // Dice of their own: how often they are thrown depends on the hour, and nothing else may.
    const own = diceOf(seed, county, 7, index)
    // Dice of their own, so that everybody else stays who they are.
    const episode = infect(diceOf(seed, county, 8, index), { index, takenInAt, now, recorders })
    const flags = heldFlags(fields, { takenInAt, episodeSince: episode?.since ?? null })
    const past = livePast({ dice: own, standing, takenInAt, flags, fate, late, now, zone, values: values.due, history })
    const facts = past.facts.map((fact) => ({ ...measuredDaily(fact, episode), account: own.pick(recorders) }))
    return {
      id,
      fields,
      household,
      team: team?.id ?? null,
      recorders,
      episode,
      standing,
      takenInAt,
      past,
      facts,
      readings: readingsOf(facts, values.alarms),
      state: past.state,
      due: past.due,
      ...sealAll(keys, { county: village.code.slice(0, 6), person: id, fields, light: history === 'light' }),
      tokens: searchTokens(keys, fields),
      matches: matchTokens(keys, fields),
    }
  }
}
