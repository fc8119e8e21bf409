import type { CareRuleId } from '../../policy/index.js'

/** What a trial counts: follow-ups owed and late, alarms raised, people whose tier changes. */
export const trialParts = ['followups', 'alarms', 'tiers'] as const
export type TrialPart = (typeof trialParts)[number]

const dueRules: readonly CareRuleId[] = [
  'CARE-DUE-1',
  'CARE-DUE-2',
  'CARE-DUE-3',
  'CARE-DUE-4',
  'CARE-DUE-5',
  'CARE-DUE-9',
  'CARE-DUE-10',
  'CARE-DUE-11',
  'CARE-DUE-12',
  'CARE-DUE-13',
  'CARE-DUE-14',
  'CARE-LIFE-1',
  'CARE-LIFE-2',
  'CARE-LIFE-3',
  'CARE-INF-1',
]

// The lists of signs (ALARM-7 to -9) decide what is asked, not what is believed: a sign that was ticked alarms under any list.
const alarmRules: readonly CareRuleId[] = [
  'CARE-ALARM-1',
  'CARE-ALARM-2',
  'CARE-ALARM-3',
  'CARE-ALARM-4',
  'CARE-ALARM-5',
  'CARE-ALARM-6',
  'CARE-ALARM-10',
  'CARE-ALARM-11',
]

const tierRules: readonly CareRuleId[] = [
  'CARE-AGE-1',
  'CARE-TIER-1',
  'CARE-TIER-3',
  'CARE-TIER-4',
  'CARE-TIER-5',
  'CARE-TIER-6',
]

/**
 * Which of the three a rule can move (CARE-TRIAL-1); none for words of ledgers, hours of climbing, visits and the like. A tier
 * moves what is owed with it.
 */
export const trialMoves = (ruleId: string): readonly TrialPart[] => {
  const has = (list: readonly CareRuleId[]): boolean => list.some((id) => id === ruleId)
  if (has(tierRules)) return ['followups', 'tiers']
  if (has(dueRules)) return ['followups']
  return has(alarmRules) ? ['alarms'] : []
}
