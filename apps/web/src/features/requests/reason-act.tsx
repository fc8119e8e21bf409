import { type FormEvent, useState } from 'react'
import { useDeals } from '../../i18n/deals.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { DealFailure } from '../deals/deal-failure.js'

type Props = {
  readonly label: string
  readonly hint?: string
  readonly send: string
  readonly danger?: true
  readonly act: {
    readonly isPending: boolean
    readonly error: unknown
    readonly mutate: (body: { readonly reason: string }) => void
  }
}

/** A decision that needs its reason. */
export const ReasonAct = ({ label, hint, send, danger, act }: Props) => {
  const { refused } = useDeals()
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const said = reason.trim()
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (said === '') focusFirstWrong(event.currentTarget)
    else act.mutate({ reason: said })
  }
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off">
      <TextField
        label={label}
        {...(hint === undefined ? {} : { hint })}
        maxLength={200}
        value={reason}
        error={isTried && said === '' ? refused.reasonMissing : null}
        onChange={setReason}
      />
      <DealFailure error={act.error} />
      <p>
        <button type="submit" className={`btn ${danger ? 'btn-danger' : ''}`} disabled={act.isPending}>
          {send}
        </button>
      </p>
    </form>
  )
}
