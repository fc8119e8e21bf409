import { type Day, NATION } from '../../shared/index.js'
import type { PolicyRule, PolicyValue } from '../types.js'
import { careAlarmSeed } from './care-alarm.js'
import { careCheckSeed } from './care-check.js'
import { careDeskSeed } from './care-desk.js'
import { careDueSeed } from './care-due.js'
import { careHomeSeed } from './care-home.js'
import { careLateSeed } from './care-late.js'
import { careLeagueSeed } from './care-league.js'
import { careLifeSeed } from './care-life.js'
import { careMedicineSeed } from './care-medicine.js'
import { careRegisterSeed } from './care-register.js'
import { careRoundSeed } from './care-round.js'
import { careTeamSeed } from './care-team.js'
import { careTierSeed } from './care-tier.js'
import { careWordSeed } from './care-words.js'

const seed = [
  ...careTierSeed,
  ...careDueSeed,
  ...careLateSeed,
  ...careLifeSeed,
  ...careAlarmSeed,
  ...careHomeSeed,
  ...careRoundSeed,
  ...careTeamSeed,
  ...careCheckSeed,
  ...careLeagueSeed,
  ...careDeskSeed,
  ...careMedicineSeed,
  ...careRegisterSeed,
  ...careWordSeed,
] as const

/** The id of a rule of care. docs/rules/care.md lists them all. */
export type CareRuleId = (typeof seed)[number]['id']

const FROM = '2023-01-03' as Day // the day of the notice

export const careRules: readonly PolicyRule[] = seed.map(({ id, title, unit, direction, safety }) => ({
  id,
  module: 'care',
  title,
  unit,
  direction,
  safety,
}))

/** The national values a new installation starts with. */
export const careSeedValues: readonly PolicyValue[] = seed.map(({ id, value, source, evidence }) => ({
  ruleId: id,
  place: NATION,
  value,
  source,
  evidence,
  from: FROM,
  until: null,
}))
