import { noAlarms, type TrialAlarms, trialAlarmCodes } from './alarms.js'

/** What the four weeks come to by one of the two values. Follow-ups stand under the tier that the person has by that value. */
export type TrialSide = {
  readonly owedRed: number
  readonly owedYellow: number
  /** Owed to those who are green, for how they live or because they are ill. */
  readonly owedOther: number
  readonly late: number
  readonly alarms: TrialAlarms
}

/** What is counted of people, of a place, of a county; adding two of them gives the third. */
export type TrialTally = {
  readonly people: number
  readonly old: TrialSide
  readonly new: TrialSide
  /** Would be of a higher tier, of a lower one. */
  readonly up: number
  readonly down: number
  /** Due on the first day by the value in force, overdue ones included (CARE-TRIAL-7). */
  readonly firstDay: number
  /** Overdue from its first moment by the new value alone; and due in the course of the day by the new value alone. */
  readonly lateAtOnce: number
  readonly dueInDay: number
}

const noSide: TrialSide = { owedRed: 0, owedYellow: 0, owedOther: 0, late: 0, alarms: noAlarms }
export const noTally: TrialTally = {
  people: 0,
  old: noSide,
  new: noSide,
  up: 0,
  down: 0,
  firstDay: 0,
  lateAtOnce: 0,
  dueInDay: 0,
}

const addAlarms = (a: TrialAlarms, b: TrialAlarms): TrialAlarms => {
  const by = { ...a.by }
  for (const code of trialAlarmCodes) by[code] += b.by[code]
  return { all: a.all + b.all, by }
}

const addSides = (a: TrialSide, b: TrialSide): TrialSide => ({
  owedRed: a.owedRed + b.owedRed,
  owedYellow: a.owedYellow + b.owedYellow,
  owedOther: a.owedOther + b.owedOther,
  late: a.late + b.late,
  alarms: addAlarms(a.alarms, b.alarms),
})

export const addTallies = (a: TrialTally, b: TrialTally): TrialTally => ({
  people: a.people + b.people,
  old: addSides(a.old, b.old),
  new: addSides(a.new, b.new),
  up: a.up + b.up,
  down: a.down + b.down,
  // A county that was counted before this was asked says nothing of it.
  firstDay: a.firstDay + (b.firstDay ?? 0),
  lateAtOnce: a.lateAtOnce + (b.lateAtOnce ?? 0),
  dueInDay: a.dueInDay + (b.dueInDay ?? 0),
})

export const owedIn = (side: Pick<TrialSide, 'owedRed' | 'owedYellow' | 'owedOther'>): number =>
  side.owedRed + side.owedYellow + side.owedOther
