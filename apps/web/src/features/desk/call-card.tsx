import { Link } from '@tanstack/react-router'
import { useAlarmWords } from '../../i18n/alarms.js'
import { useI18n } from '../../i18n/i18n.js'
import { useMedicineWords } from '../../i18n/medicine.js'
import { useNightWords } from '../../i18n/night.js'
import { Moment } from '../../ui/moment.js'
import { TierMark } from '../../ui/tier-mark.js'
import { useSession } from '../session/session.js'
import { CallActs } from './call-acts.js'
import { numbersOf, wayBack } from './call-numbers.js'
import type { Call, DeskState } from './use-desk-page.js'

/** What was ticked and measured, in words. */
const useFindings = () => {
  const { red, day, calls } = useNightWords()
  const { signs } = useAlarmWords()
  const { person } = useI18n().words
  return (one: Call): string[] => [
    ...one.redFlags.map((flag) => red[flag]),
    ...one.signs.map((sign) => signs[sign]),
    ...(one.spo2Percent === null ? [] : [person.spo2(String(one.spo2Percent))]),
    ...(one.temperatureC === null ? [] : [person.temperature(one.temperatureC.toFixed(1))]),
    ...(one.breathsPerMinute === null ? [] : [calls.breaths(String(one.breathsPerMinute))]),
    ...one.dayFlags.map((flag) => day[flag]),
  ]
}

const Head = ({ one }: { readonly one: Call }) => {
  const { calls, outcomes } = useNightWords()
  const about = one.about === '' ? calls.unknown : one.about
  return (
    <div className="call-head">
      <span className={`tag ${one.outcome === 'emergency' ? 'tag-alarm' : ''}`}>{outcomes[one.outcome]}</span>
      {one.personId === null ? (
        <strong>{about}</strong>
      ) : (
        <Link to="/people/$id" params={{ id: one.personId }} data-row>
          {about}
        </Link>
      )}
      {one.tier !== null && <TierMark tier={one.tier} />}
      {one.late > 0 && <span className="tag tag-alarm">{calls.late[one.late === 2 ? 2 : 1]}</span>}
      {one.alarm && <span className="tag tag-alarm">{calls.alarm}</span>}
      <span className="muted small">
        <Moment at={one.at} /> · {one.place.name} · {calls.by(one.by)}
      </span>
    </div>
  )
}

const Ring = ({ number }: { readonly number: string }) => {
  const { calls } = useNightWords()
  return (
    <a href={`tel:${number}`} className="btn num" aria-label={calls.callNumber(number)}>
      {number}
    </a>
  )
}

/** Who rang, and where those live whom it is about: what 120 asks for first. */
const Whom = ({ one }: { readonly one: Call }) => {
  const { calls } = useNightWords()
  const { caller, ledger } = numbersOf(one)
  const { home } = one
  const lives = home === null ? '' : `${home.place} ${home.address}`.trim()
  return (
    <>
      <dt>{calls.caller}</dt>
      <dd className="line">
        <span>{one.caller.name === '' ? <span className="muted">{calls.callerUnknown}</span> : one.caller.name}</span>
        {caller === '' || one.gone !== null ? (
          <span className="muted">{one.caller.number || calls.noNumber}</span>
        ) : (
          <Ring number={caller} />
        )}
      </dd>
      {lives !== '' && (
        <>
          <dt>{calls.home}</dt>
          <dd>{lives}</dd>
        </>
      )}
      {ledger.length > 0 && one.gone === null && (
        <>
          <dt>{calls.homePhones}</dt>
          <dd className="line">
            {ledger.map((phone) => (
              <Ring key={phone} number={phone} />
            ))}
          </dd>
        </>
      )}
    </>
  )
}

/** The request for medicine that the call opened or joined, and how it stands. */
const Medicine = ({ one }: { readonly one: Call }) => {
  const { calls } = useNightWords()
  const { ends } = useMedicineWords()
  const { medicine, personId } = one
  if (medicine === null || personId === null) return null
  const { closed, askedAt } = medicine
  return (
    <p>
      <Link to="/people/$id" params={{ id: personId }}>
        {calls.medicine}
      </Link>{' '}
      {closed === null ? (
        <>
          <span className="tag tag-warn">{calls.medicineOpen}</span>{' '}
          <span className="muted small">
            <Moment at={askedAt} />
          </span>
        </>
      ) : (
        <>
          <span className="tag">{ends[closed.how]}</span>{' '}
          <span className="muted small">
            {closed.by} <Moment at={closed.at} />
          </span>
        </>
      )}
    </p>
  )
}

/** Without any number nobody can call back, and what is no advice needs somebody who goes there. */
const NoWay = ({ one }: { readonly one: Call }) => {
  const { calls } = useNightWords()
  const way = wayBack(one)
  return way === 'open' || one.gone !== null ? null : <p className="note note-warn">{calls[way]}</p>
}

const Facts = ({ one }: { readonly one: Call }) => {
  const { calls } = useNightWords()
  const { number } = useI18n()
  const { account } = useSession()
  const { owner, name } = one.owner
  const whose = owner.kind === 'account' && owner.id === account.id ? calls.mine : (name ?? calls.nobody)
  return (
    <dl className="facts">
      <Whom one={one} />
      <dt>{calls.due}</dt>
      <dd>
        {one.gone === null || one.closed !== null ? (
          <Moment at={one.dueAt} exact />
        ) : (
          <span className="muted">{calls.notOwed}</span>
        )}
        {one.reachedAt !== null && (
          <>
            {' · '}
            {calls.reached} <Moment at={one.reachedAt} />
          </>
        )}
        {one.tries > 0 && ` · ${calls.tries(number(one.tries))}`}
      </dd>
      <dt>{calls.owner}</dt>
      <dd>{whose}</dd>
    </dl>
  )
}

const History = ({ one }: { readonly one: Call }) => {
  const { calls, acts } = useNightWords()
  if (one.acts.length === 0) return null
  return (
    <ul className="stack small" aria-label={calls.history}>
      {one.acts.map((act) => (
        <li key={`${act.kind} ${act.at}`}>
          <Moment at={act.at} /> {act.by} · {acts.said[act.kind]} {act.to}
          {act.note !== null && <p className="entry-note">{act.note}</p>}
        </li>
      ))}
    </ul>
  )
}

/** One call: whom it is about, what was said, who has it, by when, and what was done. */
export const CallCard = ({ one, desk }: { readonly one: Call; readonly desk: DeskState }) => {
  const { calls, acts } = useNightWords()
  const { listSeparator } = useI18n().words
  const findings = useFindings()(one)
  const waits = one.closed === null
  const owed = waits && one.gone === null
  const look = waits && one.late > 0 ? 'is-late' : owed && one.outcome === 'emergency' ? 'is-emergency' : ''
  return (
    <article
      className={`card stack call-card ${look}`}
      aria-label={calls.of(one.about === '' ? calls.unknown : one.about)}
    >
      <Head one={one} />
      {waits && one.gone !== null && <p className="note note-warn">{calls.gone[one.gone]}</p>}
      {findings.length > 0 && <p className="strong">{findings.join(listSeparator)}</p>}
      {one.said !== '' && (
        <p>
          <span className="muted">{calls.said} </span>
          {one.said}
        </p>
      )}
      <Medicine one={one} />
      <NoWay one={one} />
      <Facts one={one} />
      <History one={one} />
      {one.closed !== null && (
        <p>
          <strong>{acts.results[one.closed.result]}</strong>{' '}
          <span className="muted small">
            {one.closed.by} <Moment at={one.closed.at} />
          </span>
        </p>
      )}
      <CallActs one={one} desk={desk} />
    </article>
  )
}
