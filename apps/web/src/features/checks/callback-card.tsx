import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { TextField } from '../../ui/form.js'
import { Moment } from '../../ui/moment.js'
import { ProblemNote } from '../../ui/states.js'
import { useMay } from '../session/session.js'
import { type Callback, type Result, useRecordCallback } from './use-checks.js'

// Signs beside the words: the three answers are told apart without reading and without colour.
const signs: Readonly<Record<Result, string>> = {
  confirmed: 'M3 8.5l3.5 3.5L13 4.5',
  denied: 'M4 4l8 8M12 4l-8 8',
  notReached: 'M3 8h10',
}
const results: readonly Result[] = ['confirmed', 'denied', 'notReached']

const Sign = ({ result }: { readonly result: Result }) => (
  <svg viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden="true">
    <path d={signs[result]} />
  </svg>
)

const Facts = ({ one }: { readonly one: Callback }) => {
  const { checks: words } = useDesk()
  const { person } = useI18n().words
  return (
    <dl className="facts">
      <dt>{words.phones}</dt>
      <dd className="line">
        {one.phones.length === 0 && one.gone === null && <span className="muted">{words.noPhone}</span>}
        {one.gone !== null && <span>{words.gone[one.gone]}</span>}
        {(one.gone === null ? one.phones : []).map((phone) => (
          <a key={phone} className="btn num" href={`tel:${phone}`} aria-label={person.callPhone(phone)}>
            {phone}
          </a>
        ))}
      </dd>
      <dt>{words.by}</dt>
      <dd>{one.by}</dd>
      <dt>{words.at}</dt>
      <dd>
        <Moment at={one.at} exact /> <span className="muted">{person.channels[one.channel]}</span>
      </dd>
    </dl>
  )
}

const Answer = ({ one, onDone }: { readonly one: Callback; readonly onDone: () => void }) => {
  const { checks: words } = useDesk()
  const { common } = useI18n().words
  const [note, setNote] = useState(one.result?.note ?? '')
  const record = useRecordCallback(one, onDone)
  const text = note.trim()
  return (
    <div className="stack">
      {record.error && <ProblemNote error={record.error} saving />}
      <TextField label={words.note} hint={words.noteHint} maxLength={500} value={note} onChange={setNote} />
      <p className="strong">{words.question}</p>
      <div className="check-answers">
        {results.map((result) => (
          <button
            key={result}
            type="button"
            className="btn btn-big"
            disabled={record.isPending}
            onClick={() => record.mutate({ result, note: text === '' ? null : text })}
          >
            <Sign result={result} />
            {words.results[result]}
          </button>
        ))}
      </div>
      {one.result !== null && (
        <button type="button" className="btn btn-quiet" style={{ alignSelf: 'start' }} onClick={onDone}>
          {common.cancel}
        </button>
      )}
    </div>
  )
}

type ShownProps = { readonly result: NonNullable<Callback['result']>; readonly onChange: () => void }

const Shown = ({ result, onChange }: ShownProps) => {
  const { checks: words } = useDesk()
  const may = useMay()
  return (
    <div className={`note ${result.result === 'denied' ? 'note-alarm' : ''} between`}>
      <span>
        <strong className="line">
          <Sign result={result.result} />
          {words.results[result.result]}
        </strong>
        {result.withdrawn && <span style={{ display: 'block' }}>{words.deniedWhat}</span>}
        {result.note !== null && <span style={{ display: 'block' }}>{result.note}</span>}
        <span className="muted small">
          {words.said(result.by)} <Moment at={result.at} />
        </span>
      </span>
      {may('check.write') && (
        <button type="button" className="btn" onClick={onChange}>
          {words.change}
        </button>
      )}
    </div>
  )
}

/** One drawn follow-up: whom to call, what was recorded, and what they say. */
export const CallbackCard = ({ one }: { readonly one: Callback }) => {
  const { checks: words } = useDesk()
  const may = useMay()
  const [changing, setChanging] = useState(false)
  const open = (one.result === null && one.gone === null) || changing
  return (
    <li>
      <article className="card stack" aria-label={words.callbackOf(one.name)}>
        <p className="line">
          <Link to="/people/$id" params={{ id: one.personId }} className="strong" data-row>
            {one.name}
          </Link>
          <span className="muted">{one.place}</span>
        </p>
        <Facts one={one} />
        {one.result !== null && !changing && <Shown result={one.result} onChange={() => setChanging(true)} />}
        {open && may('check.write') && <Answer one={one} onDone={() => setChanging(false)} />}
      </article>
    </li>
  )
}
