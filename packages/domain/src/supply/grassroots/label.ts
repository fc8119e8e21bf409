import type { Day } from '../../shared/index.js'

/** What is looked up in a label (说明书): with another medicine, with weak kidneys or liver, by days since onset. */
export const labelChecks = ['interaction', 'kidney', 'liver', 'onset'] as const
export type LabelCheck = (typeof labelChecks)[number]

/** A statement of a label, in its own words. `other`: the kind that an interaction is with; `withinDays`: of an onset. */
export type LabelEntry = {
  readonly check: LabelCheck
  readonly other: string | null
  readonly withinDays: number | null
  readonly says: string
}

/** A label as somebody loaded it: of one kind, with its source and its last day. */
export type Label = {
  readonly id: string
  readonly kind: string
  readonly source: string
  readonly validFrom: Day
  readonly validUntil: Day
  readonly withdrawn: boolean
  readonly entries: readonly LabelEntry[]
}

export type LabelQuestion =
  | { readonly check: 'interaction'; readonly other: string }
  | { readonly check: 'kidney' | 'liver' }
  | { readonly check: 'onset'; readonly days: number }

/** Why the higher hospital is asked (请上级医院指导). */
export const askHigherWhys = ['noLabel', 'notInDate', 'notNamed'] as const
export type AskHigherWhy = (typeof askHigherWhys)[number]

/** What a label answers: its own words, or "ask the higher hospital". There is no third: nothing is ever "none found". */
export type LabelAnswer =
  | {
      readonly answer: 'says'
      readonly label: string
      readonly says: readonly string[]
      /** Of an onset: whether the days lie within what the label names. */
      readonly within: boolean | null
    }
  | { readonly answer: 'askHigher'; readonly why: AskHigherWhy; readonly label: string | null }

const isInDate = ({ validFrom, validUntil, withdrawn }: Label, today: Day): boolean =>
  !withdrawn && validFrom <= today && today <= validUntil

const newestFirst = (a: Label, b: Label): number =>
  a.validFrom === b.validFrom ? (a.id < b.id ? -1 : 1) : a.validFrom > b.validFrom ? -1 : 1

const answers = (entry: LabelEntry, question: LabelQuestion): boolean => {
  if (entry.check !== question.check) return false
  if (question.check === 'interaction') return entry.other === question.other
  return question.check === 'onset' ? entry.withinDays !== null : true
}

/**
 * SUP-GRASS-12: the answer of the newest label in date. No label, one out of date, or one that does not name what was asked:
 * the higher hospital is asked. A label says only what it says.
 */
export const askLabel = (labels: readonly Label[], kind: string, question: LabelQuestion, today: Day): LabelAnswer => {
  const own = labels.filter((label) => label.kind === kind).sort(newestFirst)
  const newest = own[0]
  if (newest === undefined) return { answer: 'askHigher', why: 'noLabel', label: null }
  const label = own.find((one) => isInDate(one, today))
  if (label === undefined) return { answer: 'askHigher', why: 'notInDate', label: newest.id }
  const found = label.entries.filter((entry) => answers(entry, question))
  if (found.length === 0) return { answer: 'askHigher', why: 'notNamed', label: label.id }
  const within =
    question.check === 'onset' ? found.every(({ withinDays }) => question.days <= (withinDays ?? -1)) : null
  return { answer: 'says', label: label.id, says: found.map(({ says }) => says), within }
}

/** Why a label is not loaded: it says nothing, its dates are turned round, or a statement lacks what it is about. */
export type LabelFault = 'empty' | 'dates' | 'entry'
export const faultOfLabel = (
  label: Pick<Label, 'validFrom' | 'validUntil' | 'entries'>,
): { readonly why: LabelFault; readonly line: number } | null => {
  if (label.entries.length === 0) return { why: 'empty', line: 0 }
  if (label.validUntil < label.validFrom) return { why: 'dates', line: 0 }
  const line = label.entries.findIndex(
    ({ check, other, withinDays }) =>
      (check === 'interaction') !== (other !== null) || (check === 'onset') !== (withinDays !== null),
  )
  return line === -1 ? null : { why: 'entry', line: line + 1 }
}
