import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, type Reply } from '../../api/client.js'
import { useStock } from '../../i18n/stock.js'
import { TextField, useFieldError } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { useMay, useSession } from '../session/session.js'
import { useSaid } from '../supply/use-said.js'
import { ofRecalls } from './of-stores.js'

type Props = { readonly recall: Pick<Reply<'recall.read'>, 'id' | 'place'> }

const LiftForm = ({ recall }: Props) => {
  const { recalls: words } = useStock()
  const [id] = useState(() => uuidv7())
  const [reason, setReason] = useState('')
  const { said } = useSaid(ofRecalls)
  const lift = useMutation({
    mutationFn: () => call('recall.lift', { params: { id: recall.id }, body: { id, reason } }),
    onSuccess: (answer) => said(answer, words.liftDone),
  })
  const errorOf = useFieldError(lift.error)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    lift.mutate()
  }
  return (
    <form className="stack" onSubmit={submit} noValidate autoComplete="off">
      <p>{words.liftAsk}</p>
      <TextField
        label={words.liftReason}
        maxLength={200}
        value={reason}
        error={errorOf('reason')}
        onChange={setReason}
      />
      {lift.error && <ProblemNote error={lift.error} saving />}
      <p>
        <button type="submit" className="btn btn-danger" disabled={lift.isPending || reason.trim() === ''}>
          {words.lift}
        </button>
      </p>
    </form>
  )
}

/** Lifting is for the level that recalled, and those above it. */
export const LiftRecall = ({ recall }: Props) => {
  const { recalls: words } = useStock()
  const { acting } = useSession()
  const may = useMay()
  if (!may('recall.manage')) return null
  if (!recall.place.code.startsWith(acting.place.code)) return <p className="muted small">{words.onlyPlace}</p>
  return (
    <details>
      <summary>{words.lift}</summary>
      <LiftForm recall={recall} />
    </details>
  )
}
