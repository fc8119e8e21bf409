import type { ReactNode } from 'react'
import { useAlarmWords } from '../../i18n/alarms.js'
import { useI18n } from '../../i18n/i18n.js'
import { useNow } from '../../ui/clock.js'
import { Moment } from '../../ui/moment.js'
import { TierMark } from '../../ui/tier-mark.js'
import { PhoneLinks } from '../people/person-facts.js'
import { AlarmActs } from './alarm-acts.js'
import { AlarmCall } from './alarm-call.js'
import { isOfferOwed } from './alarm-order.js'
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

/** What is wrong, when it was measured, who answers by when, and what was done and can be done. */
const Part = ({ alarm, only }: { readonly alarm: Alarm; readonly only: boolean }) => {
  const { page } = useAlarmWords()
  const owed = isOfferOwed(alarm, useNow())
  return (
    <>
      {(!only || alarm.corrected || owed) && (
        <p className="line">
          {owed && <span className="tag tag-alarm">{page.offerNow}</span>}
          {!only && alarm.urgent && alarm.closed === null && <span className="tag tag-alarm">{page.urgent}</span>}
          {alarm.corrected && <span className="tag">{page.corrected}</span>}
          {!only && <When alarm={alarm} />}
        </p>
      )}
      <AlarmWhy alarm={alarm} />
      <Climb alarm={alarm} />
      <AlarmCall alarm={alarm} />
      <Acts alarm={alarm} />
      <AlarmActs alarm={alarm} />
    </>
  )
}

const When = ({ alarm }: { readonly alarm: Alarm }) =>
  alarm.closed === null ? <OpenFor alarm={alarm} /> : <Moment at={alarm.raisedAt} />

type Props = {
  /** Alarms of one person, at least one: each is answered for itself. */
  readonly alarms: readonly [Alarm, ...Alarm[]]
  /** The name, as a link where it leads somewhere else. */
  readonly name: (alarm: Alarm) => ReactNode
  /** On the person's own page who and where are said already. */
  readonly bare?: true
}

/** The alarms of one person on one card: who, then each with why, who has to answer by when, and what can be done. */
export const AlarmCard = ({ alarms, name, bare }: Props) => {
  const { page } = useAlarmWords()
  const { person } = useI18n().words
  const { number } = useI18n()
  const [first] = alarms
  const only = alarms.length === 1
  const open = alarms.filter((alarm) => alarm.closed === null)
  const look = [
    'card stack alarm-card',
    open.some((alarm) => alarm.acknowledged === null) ? 'is-waiting' : '',
    open.some((alarm) => alarm.urgent) ? 'is-urgent' : '',
  ]
  return (
    <article className={look.join(' ').trim()} aria-label={first.name}>
      <div className="alarm-head">
        {name(first)}
        {bare === undefined && <TierMark tier={first.tier} />}
        {bare === undefined && (
          <span className="muted num">
            {[first.age === null ? person.ageUnknown : person.age(first.age), first.place].join(' · ')}
          </span>
        )}
        {bare === undefined && <PhoneLinks person={first.personId} phones={first.phones} />}
        {only && first.urgent && first.closed === null && <span className="tag tag-alarm">{page.urgent}</span>}
        {only ? <When alarm={first} /> : <span className="tag num">{page.several(number(alarms.length))}</span>}
      </div>
      {only ? (
        <Part alarm={first} only />
      ) : (
        <ul className="alarm-parts">
          {alarms.map((alarm) => (
            <li key={alarm.id} className="stack">
              <Part alarm={alarm} only={false} />
            </li>
          ))}
        </ul>
      )}
    </article>
  )
}
