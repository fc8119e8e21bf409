import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { Choice, focusFirstWrong, TextField } from '../../ui/form.js'
import { Moment } from '../../ui/moment.js'
import { ProblemNote } from '../../ui/states.js'
import { useMay } from '../session/session.js'
import { type Pattern, useRecordPattern, type Verdict } from './use-checks.js'

const Facts = ({ one }: { readonly one: Pattern }) => {
  const { checks: words } = useDesk()
  const { number } = useI18n()
  const more = one.count - one.people.length
  return (
    <dl className="facts">
      <dt>{words.from}</dt>
      <dd>
        <Moment at={one.beganAt} exact />
      </dd>
      <dt>{words.until}</dt>
      <dd>
        <Moment at={one.endedAt} exact />
      </dd>
      <dt>{words.who}</dt>
      <dd className="line">
        {one.people.map(({ id, name }) => (
          <Link key={id} to="/people/$id" params={{ id }} className="quiet-link">
            {name}
          </Link>
        ))}
        {more > 0 && <span className="muted">{words.andMore(number(more))}</span>}
      </dd>
    </dl>
  )
}

type FormProps = { readonly one: Pattern; readonly township: string; readonly onDone: () => void }

const Verdicts = ({ one, township, onDone }: FormProps) => {
  const { checks: words } = useDesk()
  const { common } = useI18n().words
  const [verdict, setVerdict] = useState<Verdict | null>(one.seen?.verdict ?? null)
  const [note, setNote] = useState(one.seen?.note ?? '')
  const [checked, setChecked] = useState(false)
  const record = useRecordPattern(one, township, onDone)
  const text = note.trim()
  const short = text.length < 2
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setChecked(true)
    if (verdict === null || short) focusFirstWrong(event.currentTarget)
    else record.mutate({ verdict, note: text })
  }
  return (
    <form className="stack narrow" onSubmit={submit} noValidate>
      {record.error && <ProblemNote error={record.error} saving />}
      <div className="field">
        <Choice
          legend={words.verdict}
          name={`verdict-${one.account}-${one.kind}-${one.beganAt}`}
          value={verdict}
          options={(['explained', 'wrong'] as const).map((value) => ({ value, label: words.verdicts[value] }))}
          onChange={setVerdict}
        />
        {checked && verdict === null && (
          <span className="error" role="alert">
            {words.verdictMissing}
          </span>
        )}
      </div>
      <TextField
        label={words.reason}
        hint={words.reasonHint}
        maxLength={500}
        value={note}
        error={checked && short ? words.reasonMissing : null}
        onChange={setNote}
      />
      <p className="line">
        <button type="submit" className="btn" disabled={record.isPending}>
          {words.save}
        </button>
        {one.seen !== null && (
          <button type="button" className="btn btn-quiet" onClick={onDone}>
            {common.cancel}
          </button>
        )}
      </p>
    </form>
  )
}

const Seen = ({ seen, onChange }: { readonly seen: NonNullable<Pattern['seen']>; readonly onChange: () => void }) => {
  const { checks: words } = useDesk()
  const may = useMay()
  return (
    <div className={`note ${seen.verdict === 'wrong' ? 'note-alarm' : ''} between`}>
      <span>
        <strong>{words.verdicts[seen.verdict]}</strong>
        {seen.withdrawn && <span style={{ display: 'block' }}>{words.wrongWhat}</span>}
        <span style={{ display: 'block' }}>{seen.note}</span>
        <span className="muted small">
          {words.said(seen.by)} <Moment at={seen.at} />
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

/** Work of one person that cannot well be true: what it is, whom it is about, and what somebody found out. */
export const PatternCard = ({ one, township }: { readonly one: Pattern; readonly township: string }) => {
  const { checks: words } = useDesk()
  const { number } = useI18n()
  const may = useMay()
  const [changing, setChanging] = useState(false)
  const title = words.kinds[one.kind](one.by, number(one.count))
  return (
    <li>
      <article className="card stack" aria-label={title}>
        <h3>{title}</h3>
        <Facts one={one} />
        {one.seen !== null && !changing && <Seen seen={one.seen} onChange={() => setChanging(true)} />}
        {(one.seen === null || changing) && may('check.write') && (
          <Verdicts one={one} township={township} onDone={() => setChanging(false)} />
        )}
      </article>
    </li>
  )
}
