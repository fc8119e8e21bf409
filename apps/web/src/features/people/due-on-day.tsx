import { type FormEvent, useState } from 'react'
import { serverNow } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { TextField } from '../../ui/form.js'
import { Moment } from '../../ui/moment.js'
import { Loaded } from '../../ui/states.js'
import { TierMark } from '../../ui/tier-mark.js'
import { partsIn } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'

type Props = { readonly id: string }

const Answer = ({ id, day }: Props & { readonly day: string }) => {
  const { dueOnDay: words } = useDesk()
  const { words: base } = useI18n()
  const query = useApi('due.replay', { params: { id }, query: { day } })
  return (
    <Loaded query={query} rows={4}>
      {({ at, found }) => {
        if (found === null) return <p className="note">{words.notOnLedger}</p>
        const { due } = found
        return (
          <div className="stack" aria-live="polite">
            <p className={`note ${found.overdue ? 'note-alarm' : ''}`}>
              <strong>
                {due.dueAt === null ? words.owedNothing : found.overdue ? words.wasOverdue : words.wasNotOverdue}
              </strong>
              {due.dueAt !== null && (
                <>
                  {' '}
                  {words.dueAt} <Moment at={due.dueAt} exact />
                </>
              )}
              <span className="muted"> {base.person.reasons[due.reason]}</span>{' '}
              <span className="rule-id num">{due.ruleId}</span>
            </p>
            <dl className="facts">
              <dt>{words.seenAt}</dt>
              <dd>
                <Moment at={at} exact />
              </dd>
              <dt>{words.tier}</dt>
              <dd>
                <TierMark tier={found.tier} />
              </dd>
              {found.flags.map(({ flag, since }) => (
                <div key={flag} style={{ display: 'contents' }}>
                  <dt>{words.flags[flag]}</dt>
                  <dd>
                    {words.since} <Moment at={since} exact />
                  </dd>
                </div>
              ))}
              <dt>{words.talks}</dt>
              <dd>
                {found.talks.length === 0 && base.person.neverReached}
                {found.talks.slice(0, 4).map((talk) => (
                  <div key={talk}>
                    <Moment at={talk} exact />
                  </div>
                ))}
              </dd>
              {found.attempts.length > 0 && (
                <>
                  <dt>{words.attempts}</dt>
                  <dd className="num">{found.attempts.length}</dd>
                </>
              )}
            </dl>
            {found.lines.length > 1 && (
              <ol className="stack" aria-label={words.lines}>
                {found.lines.map((line) => (
                  <li key={line.ruleId + line.reason}>
                    <span className="rule-id num">{line.ruleId}</span> <Moment at={line.dueAt} exact />
                  </li>
                ))}
              </ol>
            )}
          </div>
        )
      }}
    </Loaded>
  )
}

/** Why somebody was or was not due on a day, by the rules of that day (K3, X3). */
export const DueOnDay = ({ id }: Props) => {
  const { dueOnDay: words } = useDesk()
  const zone = useZone()
  const { day: last } = partsIn(serverNow(), zone)
  const [day, setDay] = useState('')
  const [asked, setAsked] = useState<string | null>(null)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (day !== '' && day <= last) setAsked(day)
  }
  return (
    <details className="why stack">
      <summary>{words.title}</summary>
      <div className="stack">
        <p className="muted">{words.intro}</p>
        <form className="line" onSubmit={submit}>
          <TextField label={words.day} type="date" max={last} required value={day} onChange={setDay} />
          <button type="submit" className="btn">
            {words.show}
          </button>
        </form>
        {asked !== null && <Answer id={id} day={asked} />}
      </div>
    </details>
  )
}
