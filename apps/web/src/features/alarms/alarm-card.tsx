import type { ReactNode } from 'react'
import { useAlarmWords } from '../../i18n/alarms.js'
import { useI18n } from '../../i18n/i18n.js'
import { Moment } from '../../ui/moment.js'
import { TierMark } from '../../ui/tier-mark.js'
import { PhoneLinks } from '../people/person-facts.js'
import { AlarmActs } from './alarm-acts.js'
import { AlarmCall } from './alarm-call.js'
import { AlarmWhy } from './alarm-why.js'
import { Climb, OpenFor } from './climb.js'
import type { Alarm } from './use-alarms.js'
import './alarms.css'

const Acts = ({ alarm }: { readonly alarm: Alarm }) => {
  const { acts: words, page } = useAlarmWords()
  if (alarm.acts.length === 0) return null
  return (
    <ul className="stack small" aria-label={page.history}>
      {alarm.acts.map((act, at) => (
        <li key={`${act.kind} ${act.at}`}>
          <Moment at={act.at} /> {act.by} ·{' '}
          {act.kind === 'acknowledge' && at > 0 ? words.said.takenOver : words.said[act.kind]}
          {act.note !== null && <p className="entry-note">{act.note}</p>}
        </li>
      ))}
    </ul>
  )
}

type Props = {
  readonly alarm: Alarm
  /** The name, as a link where it leads somewhere else. */
  readonly name: (alarm: Alarm) => ReactNode
  /** On the person's own page who and where are said already. */
  readonly bare?: true
}

/** One alarm: who, why, who has to answer by when, what was done, and what can be done. */
export const AlarmCard = ({ alarm, name, bare }: Props) => {
  const { page } = useAlarmWords()
  const { person } = useI18n().words
  const look = [
    'card stack alarm-card',
    alarm.closed === null && alarm.acknowledged === null ? 'is-waiting' : '',
    alarm.closed === null && alarm.urgent ? 'is-urgent' : '',
  ]
  return (
    <article className={look.join(' ').trim()} aria-label={alarm.name}>
      <div className="alarm-head">
        {name(alarm)}
        {bare === undefined && <TierMark tier={alarm.tier} />}
        {bare === undefined && (
          <span className="muted num">
            {[alarm.age === null ? person.ageUnknown : person.age(alarm.age), alarm.place].join(' · ')}
          </span>
        )}
        {alarm.urgent && alarm.closed === null && <span className="tag tag-alarm">{page.urgent}</span>}
        {alarm.corrected && <span className="tag">{page.corrected}</span>}
        {alarm.closed === null ? <OpenFor alarm={alarm} /> : <Moment at={alarm.raisedAt} />}
      </div>
      <AlarmWhy alarm={alarm} />
      <Climb alarm={alarm} />
      {bare === undefined && <PhoneLinks phones={alarm.phones} />}
      <AlarmCall alarm={alarm} />
      <Acts alarm={alarm} />
      <AlarmActs alarm={alarm} />
    </article>
  )
}
