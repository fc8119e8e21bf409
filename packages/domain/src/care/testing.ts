import {
  type AlarmValues,
  type CareValues,
  type CheckValues,
  careRules,
  careSeedValues,
  careValues,
  type DeskValues,
  type DueValues,
  type Gate,
  inForce,
  type LeagueValues,
  type RoundValues,
  type TierValues,
  type WordValues,
} from '../policy/index.js'
import { type Day, type Instant, instantOf, NATION } from '../shared/index.js'

/** Seed values for tests. Not exported through the door of care. */
const open = <Values>(gate: Gate<Values>): Values => {
  if (gate.state === 'closed') throw new TypeError(`closed: ${gate.ruleIds.join(' ')}`)
  return gate.values
}

export const dayOf = (text: string): Day => text as Day
export const at = (iso: string): Instant => instantOf(Date.parse(iso))

export const seedValues: CareValues = careValues(
  inForce(careRules, careSeedValues, { place: NATION, day: dayOf('2023-01-10') }),
)
export const seedTier: TierValues = open(seedValues.tier)
export const seedDue: DueValues = open(seedValues.due)
export const seedWords: WordValues = open(seedValues.words)
export const seedChecks: CheckValues = open(seedValues.checks)
export const seedLeague: LeagueValues = open(seedValues.league)
export const seedDesk: DeskValues = open(seedValues.desk)
export const seedAlarms: AlarmValues = open(seedValues.alarms)
export const seedRounds: RoundValues = open(seedValues.rounds)

type Runtime = { readonly process?: { readonly env: Readonly<Record<string, string | undefined>> } }

/** How many histories a property runs through: as many as it says, or LIANFANG_HISTORIES (docs/rules/care.md). */
export const histories = (usual: number): number => {
  // The domain knows no Node; its tests run in one.
  const { process } = globalThis as Runtime
  return Number(process?.env.LIANFANG_HISTORIES ?? usual)
}
