import type { ReactNode } from 'react'
import { useDeals } from '../../i18n/deals.js'
import { useI18n } from '../../i18n/i18n.js'
import { Moment } from '../../ui/moment.js'
import { formatDay } from '../../ui/time.js'
import type { Assignment } from './types.js'
import { useGoodsWords } from './use-many.js'

type Props = {
  readonly assignments: readonly Assignment[]
  /** Where the other end is opened, and what can be done with it. */
  readonly link?: (assignment: Assignment, text: string) => ReactNode
  readonly act?: (assignment: Assignment) => ReactNode
}

/** What is assigned, from whom, how far it has come, and what was taken back with its reason. */
export const AssignmentsList = ({ assignments, link, act }: Props) => {
  const { assignments: words, assignmentStates, channels } = useDeals()
  const { language } = useI18n()
  const { many } = useGoodsWords()
  if (assignments.length === 0) return <p className="muted">{words.none}</p>
  return (
    <ul className="stack">
      {assignments.map((one) => {
        const text = words.one(many(one.quantity, one.kind), one.from)
        return (
          <li key={one.id} className="card stack">
            <p className="between">
              <span className="strong">{link === undefined ? text : link(one, text)}</span>
              <span className="tag">{assignmentStates[one.state]}</span>
            </p>
            <p className="muted small">
              {channels[one.channel]} · {words.ready(formatDay(one.readyOn, language))} · {one.by} ·{' '}
              <Moment at={one.at} exact />
            </p>
            {one.reason !== null && <p>{one.reason}</p>}
            {one.back !== null && <p>{words.back(one.back.by, one.back.reason)}</p>}
            {act?.(one)}
          </li>
        )
      })}
    </ul>
  )
}
