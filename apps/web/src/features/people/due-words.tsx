import type { PersonKind } from '@lianfang/domain/policy'
import { useI18n } from '../../i18n/i18n.js'
import { useNow } from '../../ui/clock.js'
import { formatInstant, ruleHours, spanOf } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import { useRules } from '../policy/use-rules.js'
import { countedTalks, type Due, dueStateOf } from './due-state.js'

/** When: overdue by how much, today by when, or the moment. */
export const DueWhen = ({ due }: { readonly due: Due }) => {
  const { words, language } = useI18n()
  const now = useNow()
  const zone = useZone()
  const state = dueStateOf(due, now, zone)
  switch (state.state) {
    case 'none':
      return <span className="muted">{due.reason === 'gone' ? words.person.reasons.gone : words.person.noneDue}</span>
    case 'overdue':
      return (
        <span className="alarm-text num" title={formatInstant(due.dueAt ?? '', zone, language)}>
          {words.person.overdueBy(spanOf(state.lateMs, words.time))}
        </span>
      )
    case 'today':
      return <span className="num">{words.person[state.passed ? 'dueNow' : 'dueToday'](state.clock)}</span>
    case 'later':
      return <span className="num">{words.person.dueBy(formatInstant(state.at, zone, language))}</span>
  }
}

const valueIn = (unit: string, value: number, time: Parameters<typeof ruleHours>[1]): string => {
  if (unit === 'hours') return ruleHours(value, time)
  return unit === 'days' ? ruleHours(value * 24, time) : String(value)
}

const windowRule = 'CARE-DUE-3'

const firstOfKinds = 9
/** The kinds for which CARE-DUE-9 and on ask. Here and not with the rules: the phone's first visit has none of their code. */
const kindsAsked: readonly PersonKind[] = [
  'livingAlone',
  'onlyWithDisabledChildren',
  'dialysis',
  'pregnant',
  'disabled',
  'childInDifficulties',
]
const kindOf = (ruleId: string): PersonKind | undefined =>
  ruleId.startsWith('CARE-DUE-') ? kindsAsked[Number(ruleId.slice(9)) - firstOfKinds] : undefined

type Reason = (due: Due, reachedLately?: readonly string[]) => string

/** Why, in words with the value from policy: "at least once every 3 days", "3 times in 7 days are owed; 1 done". */
export const useDueReason = (): Reason => {
  const { words, language } = useI18n()
  const now = useNow()
  const zone = useZone()
  const rules = useRules()
  const whenOf = (at: string): string => {
    const state = dueStateOf({ dueAt: at }, now, zone)
    return state.state === 'today' ? state.clock : formatInstant(at, zone, language)
  }
  return (due, reachedLately) => {
    const rule = rules.get(due.ruleId)
    const { reason } = due
    const hours = rules.get(windowRule)?.value
    if (reason === 'weeklyCount' && reachedLately && typeof rule?.value === 'number' && typeof hours === 'number') {
      const times = rule.value
      const { done, full, runsOutAt } = countedTalks({ due, reachedLately, times, hours, now })
      const span = ruleHours(hours, words.time)
      if (runsOutAt !== null) return words.person.owedAgain(span, done, whenOf(runsOutAt))
      return full ? words.person.owedFull(span, done) : words.person.owed(times, span, done)
    }
    if (reason === 'notDue' || reason === 'gone' || typeof rule?.value !== 'number') return words.person.reasons[reason]
    const why = words.person.reasonWith[reason](valueIn(rule.unit, rule.value, words.time))
    const kind = kindOf(due.ruleId)
    return kind === undefined ? why : words.person.reasonOfKind(words.person.kinds[kind], why)
  }
}

type WhyProps = {
  readonly due: Due
  readonly attempts: number
  readonly neverReached: boolean
  readonly reachedLately: readonly string[]
  /** How high an overdue follow-up has climbed. */
  readonly late?: number
  /** Known to have no number that could be called. */
  readonly noPhone?: boolean
}

/** The second line of a row in a list of people. */
export const DueLine = ({ due, attempts, neverReached, reachedLately, late = 0, noPhone = false }: WhyProps) => {
  const { words } = useI18n()
  const reasonOf = useDueReason()
  if (due.dueAt === null) return <DueWhen due={due} />
  return (
    <span className="due-line">
      <DueWhen due={due} />
      {late > 0 && <span className="tag tag-alarm">{words.person.lateWith[late]}</span>}
      <span>{reasonOf(due, reachedLately)}</span>
      {neverReached && due.reason !== 'firstContact' && <span>{words.person.neverReached}</span>}
      {attempts > 0 && <span className="num">{words.person.attempts(attempts)}</span>}
      {due.mode === 'visit' && <span className="tag">{words.person.mode.visit}</span>}
      {due.mode === 'call' && noPhone && <span className="tag">{words.person.visitNoPhone}</span>}
    </span>
  )
}
