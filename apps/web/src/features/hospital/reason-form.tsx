import { type FormEvent, type ReactNode, useState } from 'react'
import { useDeals } from '../../i18n/deals.js'
import { useHospital } from '../../i18n/hospital.js'
import { Field, focusFirstWrong } from '../../ui/form.js'
import { DealFailure } from '../deals/deal-failure.js'
import { useKeptDraft } from '../session/kept-draft.js'

type Props = {
  /** Names the form for what is kept of it. */
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly send: string
  readonly danger?: true
  readonly act: {
    readonly isPending: boolean
    readonly error: unknown
    readonly mutate: (body: { readonly reason: string }, then: { readonly onSuccess: () => void }) => void
  }
  readonly children?: ReactNode
}

/** A step that needs its reason. */
export const ReasonForm = ({ name, label, hint, send, danger, act, children }: Props) => {
  const { refused } = useDeals()
  const { page } = useHospital()
  const { draft, set } = useKeptDraft(`hospital.${name}`, { reason: '' })
  const [isTried, setTried] = useState(false)
  const reason = draft.reason.trim()
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (reason === '') focusFirstWrong(event.currentTarget)
    else act.mutate({ reason }, { onSuccess: () => set(null) })
  }
  return (
    <form className="stack-wide" onSubmit={onSubmit} noValidate autoComplete="off">
      {children}
      <Field label={label} hint={hint} error={isTried && reason === '' ? refused.reasonMissing : null}>
        {(ids) => (
          <textarea
            className="input"
            {...ids}
            rows={3}
            maxLength={200}
            value={draft.reason}
            onChange={(event) => set({ reason: event.target.value })}
          />
        )}
      </Field>
      <DealFailure error={act.error} />
      <button type="submit" className={`btn btn-big ${danger ? 'btn-danger' : 'btn-main'}`} disabled={act.isPending}>
        {act.isPending ? page.doing : send}
      </button>
    </form>
  )
}
