import type { LifeEventKind } from '@lianfang/domain/care'
import { type FormEvent, useState } from 'react'
import { serverNow } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { useLifeWords } from '../../i18n/life.js'
import { Field, focusFirstWrong, TextField } from '../../ui/form.js'
import { formatDay, partsIn } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import { useKeptNote } from '../session/kept-note.js'
import type { Known } from './apply-life.js'
import { useRecordLife } from './use-life.js'

type Props = {
  readonly person: Known
  readonly kind: LifeEventKind
  /** The day before which the state as it stands cannot have ended, where it is known. */
  readonly began: string | null
  readonly onDone: (kind: LifeEventKind) => void
  readonly onBack: () => void
}

const isDated = <T extends object>(days: T, kind: string): kind is Extract<keyof T, string> => kind in days

/** Nothing is to be undone by whoever entered it, so it is asked once more, with the name. */
const Sure = ({
  name,
  onYes,
  onNo,
}: {
  readonly name: string
  readonly onYes: () => void
  readonly onNo: () => void
}) => {
  const words = useLifeWords()
  return (
    <div className="stack" role="alertdialog" aria-label={words.deathAsk(name)}>
      <p className="strong">{words.deathAsk(name)}</p>
      <p>{words.follows.death}</p>
      {/* The safe answer first: the eye and the thumb are still where the form's button was. */}
      <button type="button" className="btn btn-big" onClick={onNo} ref={(el) => el?.focus()}>
        {words.deathNo}
      </button>
      <button type="button" className="btn btn-big btn-danger" onClick={onYes}>
        {words.deathYes(name)}
      </button>
    </div>
  )
}

/** One event: its day, a note, and what follows from it, said before the tap. */
export const EventForm = ({ person, kind, began, onDone, onBack }: Props) => {
  const words = useLifeWords()
  const { words: base, language } = useI18n()
  const record = useRecordLife()
  const today = partsIn(serverNow(), useZone()).day
  const [day, setDay] = useState(today)
  const [note, setNote] = useKeptNote(`${kind}.${person.id}`)
  const [checked, setChecked] = useState(false)
  const [asking, setAsking] = useState(false)
  const dated = isDated(words.day, kind)
  const early = began !== null && day < began && isDated(words.dayBefore, kind)
  const wrong = dated && (day === '' || day > today || early)
  const said = early && day !== '' ? words.dayBefore[kind](formatDay(day, language), formatDay(began, language)) : ''
  const save = (): void => {
    record(person, { kind, day: dated && day !== today ? day : null, note })
    setNote('')
    onDone(kind)
  }
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setChecked(true)
    if (wrong) focusFirstWrong(event.currentTarget)
    else if (kind === 'death') setAsking(true)
    else save()
  }
  if (asking) return <Sure name={person.name} onYes={save} onNo={() => setAsking(false)} />
  return (
    <form className="stack record" onSubmit={submit} noValidate>
      <h2>{words.kinds[kind]}</h2>
      {dated && (
        <TextField
          label={words.day[kind]}
          type="date"
          max={today}
          value={day}
          error={checked && wrong ? said || words.dayWrong : null}
          onChange={setDay}
        />
      )}
      <Field label={words.note[kind]} hint={words.noteHint}>
        {(ids) => (
          <textarea
            className="input"
            rows={3}
            maxLength={500}
            {...ids}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <p className="note">{words.follows[kind]}</p>
      <button type="submit" className="btn btn-main btn-big">
        {kind === 'death' ? words.deathNext : words.save}
      </button>
      <button type="button" className="btn btn-quiet" onClick={onBack}>
        {base.common.back}
      </button>
    </form>
  )
}
