import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, type Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useI18n } from '../../i18n/i18n.js'
import { useOutlookWords } from '../../i18n/outlook.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { TextField, useFieldError } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { PlaceChoice } from '../facilities/place-choice.js'
import { useSession } from '../session/session.js'
import { useSaid } from '../supply/use-said.js'
import { ofOutlook } from './use-curve-step.js'

type Curve = Reply<'curve.read'>
type Definition = Curve['definitions'][number]

const Change = ({ curve, one }: { readonly curve: Curve; readonly one: Definition }) => {
  const { curve: words } = useOutlookWords()
  const { language } = useI18n()
  const placeName = usePlaceName()
  const { said } = useSaid(ofOutlook)
  const withdraw = useMutation({
    mutationFn: () => call('curve.undefine', { params: { id: curve.id, definition: one.id } }),
    onSuccess: (answer) => said(answer, words.withdrawn),
  })
  return (
    <li className="card stack">
      <p className="between">
        <span>
          <strong className="num">{formatDay(one.day, language)}</strong> {placeName(one.place)}{' '}
          {one.withdrawn && <span className="tag">{words.withdrawn}</span>}
          <br />
          {one.reason} <span className="muted small">{one.by}</span>
        </span>
        {curve.may.manage && !one.withdrawn && (
          <button
            type="button"
            className="btn btn-quiet"
            disabled={withdraw.isPending}
            onClick={() => withdraw.mutate()}
          >
            {words.withdraw}
          </button>
        )}
      </p>
      {withdraw.error && <ProblemNote error={withdraw.error} saving />}
    </li>
  )
}

const Add = ({ curve }: { readonly curve: Curve }) => {
  const { curve: words } = useOutlookWords()
  const { acting } = useSession()
  const { said } = useSaid(ofOutlook)
  const [id, setId] = useState(() => uuidv7())
  const [place, setPlace] = useState(acting.place.code)
  const [day, setDay] = useState('')
  const [reason, setReason] = useState('')
  const add = useMutation({
    mutationFn: () =>
      call('curve.define', { params: { id: curve.id }, body: { id, place: placeInUrl(place), day, reason } }),
    onSuccess: (answer) => {
      said(answer, words.saved)
      setId(uuidv7())
      setDay('')
      setReason('')
    },
  })
  const errorOf = useFieldError(add.error)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <details>
      <summary>{words.add}</summary>
      <form className="stack" onSubmit={submit} noValidate autoComplete="off">
        <TextField label={words.day} type="date" value={day} error={errorOf('day')} onChange={setDay} />
        <PlaceChoice base={acting.place.code} value={place} onChange={setPlace} />
        <TextField
          label={words.reason}
          hint={words.reasonHint}
          maxLength={200}
          value={reason}
          error={errorOf('reason')}
          onChange={setReason}
        />
        {add.error && <ProblemNote error={add.error} saving />}
        <p>
          <button
            type="submit"
            className="btn btn-main"
            disabled={add.isPending || day === '' || reason.trim().length < 2}
          >
            {words.add}
          </button>
        </p>
      </form>
    </details>
  )
}

/** Days on which the definition of a case changed; entered and withdrawn by name. */
export const Definitions = ({ curve }: { readonly curve: Curve }) => {
  const { curve: words } = useOutlookWords()
  return (
    <section className="stack">
      <h3>{words.definitions}</h3>
      <p className="muted small">{words.definitionsHint}</p>
      {curve.definitions.length === 0 && <p className="muted">{words.noDefinition}</p>}
      <ul className="stack">
        {curve.definitions.map((one) => (
          <Change key={one.id} curve={curve} one={one} />
        ))}
      </ul>
      {curve.may.manage && curve.state !== 'dropped' && <Add curve={curve} />}
    </section>
  )
}
