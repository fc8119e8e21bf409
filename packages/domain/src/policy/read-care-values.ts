import type {
  AgeBand,
  CareValues,
  CountedDisease,
  CountedVaccination,
  DueValues,
  Duty,
  KindFlag,
  PersonKind,
  ScorePoints,
  TableEntry,
  Tier,
  TierValues,
} from './care-values.js'
import { readAlarms, readBaseline, readEpisode } from './read-alarm-values.js'
import { readDesk } from './read-desk-values.js'
import { fieldsOf, gate, member, type Read, readCount, readPositive, readRange, readWords } from './reader.js'
import type { CareRuleId } from './seed/care.js'
import type { InForce } from './types.js'

const BANDS: readonly AgeBand[] = ['under65', 'from65', 'from80']
const DISEASES: readonly CountedDisease[] = ['none', 'stable', 'unstable']
const VACCINATIONS: readonly CountedVaccination[] = ['none', 'partial', 'full']
const TIERS: readonly Tier[] = ['red', 'yellow', 'green']

const KINDS: readonly PersonKind[] = [
  'livingAlone',
  'onlyWithDisabledChildren',
  'dialysis',
  'disabled',
  'pregnant',
  'child',
  'childInDifficulties',
]

const readPoints = <Key extends string>(keys: readonly Key[], value: unknown): Record<Key, number> | undefined => {
  const fields = fieldsOf(value)
  const points = keys.map((key) => [key, readCount(fields[key])] as const)
  if (points.some(([, point]) => point === undefined)) return undefined
  return Object.fromEntries(points) as Record<Key, number> // every key was just checked
}

const readScore = (value: unknown): ScorePoints | undefined => {
  const fields = fieldsOf(value)
  const age = readPoints(BANDS, fields.age)
  const disease = readPoints(DISEASES, fields.disease)
  const vaccination = readPoints(VACCINATIONS, fields.vaccination)
  return age && disease && vaccination ? { age, disease, vaccination } : undefined
}

const readEntry = (value: unknown): TableEntry | undefined => {
  const fields = fieldsOf(value)
  const age = member(BANDS, fields.age)
  const disease = member(DISEASES, fields.disease)
  const vaccination = member(VACCINATIONS, fields.vaccination)
  const tier = fields.tier === null ? null : member(TIERS, fields.tier)
  return age && disease && vaccination && tier !== undefined ? { age, disease, vaccination, tier } : undefined
}

/** All 27 combinations, each exactly once. */
const readTable = (value: unknown): readonly TableEntry[] | undefined => {
  if (!Array.isArray(value)) return undefined
  const entries = value.map(readEntry).filter((entry) => entry !== undefined)
  const keys = new Set(entries.map((entry) => `${entry.age}/${entry.disease}/${entry.vaccination}`))
  return value.length === 27 && keys.size === 27 ? entries : undefined
}

const readBands = (value: unknown): readonly [number, number] | undefined => {
  if (!Array.isArray(value) || value.length !== 2) return undefined
  const [middle, oldest] = value.map(readPositive)
  return middle !== undefined && oldest !== undefined && middle < oldest ? [middle, oldest] : undefined
}

const readUnknown = (value: unknown): TierValues['unknownAs'] | undefined => {
  const fields = fieldsOf(value)
  const age = member(BANDS, fields.age)
  const disease = member(DISEASES, fields.disease)
  const vaccination = member(VACCINATIONS, fields.vaccination)
  return age && disease && vaccination ? { age, disease, vaccination } : undefined
}

const readTiers = (value: unknown): readonly Tier[] | undefined => {
  if (!Array.isArray(value)) return undefined
  const tiers = value.map((item) => member(TIERS, item)).filter((tier) => tier !== undefined)
  return tiers.length === value.length && tiers.includes('red') && tiers.includes('yellow') ? tiers : undefined
}

const readKinds = (value: unknown): Record<PersonKind, readonly string[]> | undefined => {
  const fields = fieldsOf(value)
  const lists = KINDS.map((kind) => [kind, readWords(fields[kind])] as const)
  if (lists.some(([, words]) => words === undefined)) return undefined
  return Object.fromEntries(lists) as Record<PersonKind, readonly string[]> // every kind was just checked
}

const readOne = (value: unknown): 1 | undefined => (value === 1 ? 1 : undefined)
/** Under one half it would be no lower bound, and of 100 % one is sure of nothing. */
const readConfidence = (value: unknown): number | undefined =>
  typeof value === 'number' && value >= 50 && value < 100 ? value : undefined
const readHigher = (value: unknown): 'higher' | undefined => (value === 'higher' ? 'higher' : undefined)

/** The program ends service at these two; a value that says otherwise closes the gate instead of being passed over. */
const readGoneEvents = (value: unknown): true | undefined =>
  Array.isArray(value) && [...value].sort().join() === 'death,left' ? true : undefined

const readTier = (read: Read): TierValues | undefined => {
  const bands = read('CARE-AGE-1', readBands)
  const table = read('CARE-TIER-1', readTable)
  const higher = read('CARE-TIER-2', readHigher)
  const points = read('CARE-TIER-3', readScore)
  const yellowFrom = read('CARE-TIER-4', readCount)
  const redFrom = read('CARE-TIER-5', readCount)
  const unknownAs = read('CARE-TIER-6', readUnknown)
  if (!bands || !table || !higher || !points || !unknownAs) return undefined
  if (yellowFrom === undefined || redFrom === undefined) return undefined
  return { middleFromYears: bands[0], oldestFromYears: bands[1], table, points, yellowFrom, redFrom, unknownAs }
}

const readDuty = (read: Read, rules: { readonly count: CareRuleId; readonly gap: CareRuleId }): Duty | undefined => {
  const perWindow = read(rules.count, readPositive)
  const longestGapHours = read(rules.gap, readPositive)
  if (perWindow === undefined || longestGapHours === undefined) return undefined
  return { perWindow, longestGapHours, countRuleId: rules.count, gapRuleId: rules.gap }
}

const readFlagDuty = (read: Read, ruleId: CareRuleId): Duty | undefined => {
  const longestGapHours = read(ruleId, readPositive)
  if (longestGapHours === undefined) return undefined
  return { perWindow: 0, longestGapHours, countRuleId: ruleId, gapRuleId: ruleId }
}

const readKindDuties = (read: Read): Record<KindFlag, Duty> | undefined => {
  const dialysis = readFlagDuty(read, 'CARE-DUE-11')
  const pregnant = readFlagDuty(read, 'CARE-DUE-12')
  const disabled = readFlagDuty(read, 'CARE-DUE-13')
  const childInDifficulties = readFlagDuty(read, 'CARE-DUE-14')
  if (!dialysis || !pregnant || !disabled || !childInDifficulties) return undefined
  return { dialysis, pregnant, disabled, childInDifficulties }
}

const readLife = (read: Read): DueValues['life'] | undefined => {
  const askAgainDays = read('CARE-LIFE-1', readPositive)
  const offerAgainDays = read('CARE-LIFE-2', readPositive)
  const afterDischargeHours = read('CARE-LIFE-3', readPositive)
  const ends = read('CARE-LIFE-4', readGoneEvents)
  if (askAgainDays === undefined || offerAgainDays === undefined || !ends) return undefined
  if (afterDischargeHours === undefined) return undefined
  return { askAgainHours: askAgainDays * 24, offerAgainHours: offerAgainDays * 24, afterDischargeHours }
}

const readDue = (read: Read) => {
  const red = readDuty(read, { count: 'CARE-DUE-1', gap: 'CARE-DUE-4' })
  const yellow = readDuty(read, { count: 'CARE-DUE-2', gap: 'CARE-DUE-5' })
  const windowHours = read('CARE-DUE-3', readPositive)
  const visitAfterAttempts = read('CARE-DUE-6', readPositive)
  const visitAfterDays = read('CARE-DUE-7', readPositive)
  const dutyTiers = read('CARE-DUE-8', readTiers)
  const livingAlone = readFlagDuty(read, 'CARE-DUE-9')
  const onlyWithDisabledChildren = readFlagDuty(read, 'CARE-DUE-10')
  const kinds = readKindDuties(read)
  if (!red || !yellow || !dutyTiers || !livingAlone || !onlyWithDisabledChildren || !kinds) return undefined
  if (windowHours === undefined || visitAfterAttempts === undefined || visitAfterDays === undefined) return undefined
  const life = readLife(read)
  const episode = readEpisode(read)
  if (!life || !episode) return undefined
  const daily = {
    perWindow: 0,
    longestGapHours: episode.longestGapHours,
    countRuleId: episode.gapRuleId,
    gapRuleId: episode.gapRuleId,
  }
  const byFlag = { livingAlone, onlyWithDisabledChildren, ...kinds, episode: daily }
  return { windowHours, byTier: { red, yellow }, byFlag, dutyTiers, visitAfterAttempts, visitAfterDays, life, episode }
}

const readWordLists = (read: Read) => {
  const none = read('CARE-VAC-1', readWords)
  const partial = read('CARE-VAC-2', readWords)
  const full = read('CARE-VAC-3', readWords)
  const noDisease = read('CARE-DIS-1', readWords)
  const stable = read('CARE-DIS-2', readWords)
  const unstable = read('CARE-DIS-3', readWords)
  const dialysis = read('CARE-DIS-4', readWords)
  const livingAlone = read('CARE-LIVE-1', readWords)
  const notAlone = read('CARE-LIVE-2', readWords)
  const onlyWithDisabledChildren = read('CARE-LIVE-3', readWords)
  if (!none || !partial || !full || !noDisease || !stable || !unstable || !dialysis) return undefined
  const kinds = read('CARE-KIND-1', readKinds)
  if (!livingAlone || !notAlone || !onlyWithDisabledChildren || !kinds) return undefined
  const vaccination = { none, partial, full }
  const living = { livingAlone, notAlone, onlyWithDisabledChildren }
  return { vaccination, noDisease, stable, unstable, dialysis, ...living, kinds }
}

/**
 * The rules in force as typed values of care. What is missing, closed or unreadable closes the group of values it
 * belongs to, with the rule's id, so that the step can be refused and the rule named.
 */
export const careValues = (inForce: InForce): CareValues => ({
  tier: gate(inForce, readTier),
  due: gate(inForce, readDue),
  words: gate(inForce, readWordLists),
  cells: gate(inForce, (read) => {
    const least = read('CARE-CELL-1', readPositive)
    return least === undefined ? undefined : { least }
  }),
  alarms: gate(inForce, readAlarms),
  // Not among those of alarms: closed, it takes a figure away, and no reading may go unjudged for that.
  held: gate(inForce, (read) => {
    const againAfterHours = read('CARE-CLIMB-5', readPositive)
    return againAfterHours === undefined ? undefined : { againAfterHours }
  }),
  desk: gate(inForce, readDesk),
  baseline: gate(inForce, readBaseline),
  households: gate(inForce, (read) => {
    const mostPeople = read('CARE-HOUSE-1', readPositive)
    return mostPeople === undefined ? undefined : { mostPeople }
  }),
  teams: gate(inForce, (read) => {
    const peopleAMember = read('CARE-TEAM-1', readPositive)
    return peopleAMember === undefined ? undefined : { peopleAMember }
  }),
  checks: gate(inForce, (read) => {
    const sharePercent = read('CARE-CHECK-1', readPositive)
    const talks = read('CARE-CHECK-2', readPositive)
    const minutes = read('CARE-CHECK-3', readPositive)
    const sameReadings = read('CARE-CHECK-4', readPositive)
    const callbackDays = read('CARE-CHECK-5', readPositive)
    if (sharePercent === undefined || sameReadings === undefined || callbackDays === undefined) return undefined
    return talks === undefined || minutes === undefined
      ? undefined
      : { sharePercent, callbackDays, burst: { talks, minutes }, sameReadings }
  }),
  rounds: gate(inForce, (read) => {
    const gapHours = read('CARE-ROUND-1', readPositive)
    const countyAfterHours = read('CARE-ROUND-2', readPositive)
    return gapHours === undefined || countyAfterHours === undefined ? undefined : { gapHours, countyAfterHours }
  }),
  medicine: gate(inForce, (read) => {
    const shortAtDays = read('CARE-MED-1', readPositive)
    const closeWithinHours = read('CARE-MED-2', readPositive)
    const freshDays = read('CARE-MED-3', readPositive)
    if (shortAtDays === undefined || closeWithinHours === undefined || freshDays === undefined) return undefined
    return { shortAtDays, closeWithinHours, freshDays }
  }),
  late: gate(inForce, (read) => {
    const team = read('CARE-LATE-1', readPositive)
    const township = read('CARE-LATE-2', readPositive)
    const county = read('CARE-LATE-3', readPositive)
    if (team === undefined || township === undefined || county === undefined) return undefined
    return { afterHours: [team, township, county] }
  }),
  league: gate(inForce, (read) => {
    const windowDays = read('CARE-LEAGUE-1', readPositive)
    const leastCallbacks = read('CARE-LEAGUE-2', readPositive)
    const confidencePercent = read('CARE-LEAGUE-3', readConfidence)
    if (windowDays === undefined || leastCallbacks === undefined || confidencePercent === undefined) return undefined
    return { windowDays, leastCallbacks, confidencePercent }
  }),
  homeLinks: gate(inForce, (read) => {
    const validDays = read('CARE-HOME-1', readPositive)
    const readingsADay = read('CARE-HOME-2', readPositive)
    return validDays === undefined || readingsADay === undefined ? undefined : { validDays, readingsADay }
  }),
  clock: gate(inForce, (read) => {
    const toleranceMinutes = read('CARE-CLOCK-1', readCount)
    return toleranceMinutes === undefined ? undefined : { toleranceMinutes }
  }),
  readings: gate(inForce, (read) => {
    const spo2Percent = read('CARE-READ-1', readRange)
    const temperatureC = read('CARE-READ-2', readRange)
    return spo2Percent && temperatureC ? { spo2Percent, temperatureC } : undefined
  }),
  register: gate(inForce, (read) => {
    const jumpPercent = read('CARE-REG-1', readPositive)
    return jumpPercent === undefined ? undefined : { jumpPercent }
  }),
  access: gate(inForce, (read) => {
    const openHours = read('CARE-ACCESS-1', readPositive)
    const atOnce = read('CARE-ACCESS-2', readOne)
    const reasonLetters = read('CARE-ACCESS-3', readPositive)
    if (openHours === undefined || atOnce === undefined || reasonLetters === undefined) return undefined
    return { openHours, atOnce, reasonLetters }
  }),
})
