import type { Redirection } from '@lianfang/domain/supply'
import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { useConsignments } from '../../i18n/consignments.js'
import { Choice, focusFirstWrong, TextField } from '../../ui/form.js'
import { OneOf } from '../../ui/one-of.js'
import { DealFailure } from '../deals/deal-failure.js'
import { useName } from '../facilities/use-name.js'
import { useDeskAct } from '../requests/desk-act.js'
import { OwnerChoice } from '../requests/owner-choice.js'
import { useSession } from '../session/session.js'
import type { Consignment } from './types.js'

type Props = { readonly consignment: Consignment }
type Body = {
  readonly choice: Redirection
  readonly reason: string
  readonly to: string | null
  readonly request: string | null
}
type RequestProps = {
  readonly kind: string
  readonly value: string | undefined
  readonly onChange: (request: string | undefined) => void
}

/** Verified requests of the kind that are not met. */
const OtherRequest = ({ kind, value, onChange }: RequestProps) => {
  const { cargo: words } = useConsignments()
  const { acting } = useSession()
  const nameOf = useName()
  const query = useApi('request.list', {
    query: { place: placeInUrl(acting.place.code), kind, state: 'verified', limit: 50 },
  })
  const rows = query.data?.rows ?? []
  return (
    <OneOf
      label={words.request}
      any={words.noRequest}
      value={value}
      options={rows.map((row) => [row.id, nameOf(row.hospital)] as const)}
      onChange={onChange}
    />
  )
}

/** SUP-MOVE-12: a person chooses what becomes of units on the road; nothing is chosen beforehand. */
export const RedirectForm = ({ consignment }: Props) => {
  const { cargo: words, make } = useConsignments()
  const { id, redirections, requests, kinds } = consignment
  const [choice, setChoice] = useState<Redirection | null>(null)
  const [store, setStore] = useState<{ readonly id: string; readonly name: string } | null>(null)
  const [request, setRequest] = useState<string | undefined>(undefined)
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const act = useDeskAct<Body>(
    (body, command) => call('consignment.redirect', { params: { id }, body: { ...body, id: command } }),
    { said: words.decided },
  )
  const lacksStore = choice === 'give' && store === null
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setTried(true)
    if (choice === null || lacksStore || reason.trim() === '') {
      focusFirstWrong(event.currentTarget)
      return
    }
    const given = choice === 'give' ? { to: store?.id ?? null, request: request ?? null } : { to: null, request: null }
    act.mutate({ choice, reason: reason.trim(), ...given })
  }
  const [kind] = kinds
  return (
    <form className="stack" onSubmit={onSubmit} noValidate autoComplete="off" aria-label={words.choice}>
      <Choice
        legend={words.choice}
        name="redirection"
        value={choice}
        options={redirections.map((value) => ({ value, label: words.choices[value] }))}
        onChange={setChoice}
      />
      {isTried && choice === null && <p className="error">{make.choose}</p>}
      {choice === 'give' && (
        <>
          <p>{words.toStore}</p>
          <OwnerChoice
            kind="store"
            chosen={store}
            error={isTried && lacksStore ? make.missing : null}
            onChoose={setStore}
          />
          {requests.length > 0 && kind !== undefined && (
            <OtherRequest kind={kind.kind} value={request} onChange={setRequest} />
          )}
        </>
      )}
      <TextField
        label={words.reason}
        maxLength={200}
        value={reason}
        error={isTried && reason.trim() === '' ? make.missing : null}
        onChange={setReason}
      />
      <DealFailure error={act.error} />
      <p>
        <button type="submit" className="btn btn-main" disabled={act.isPending}>
          {words.choice}
        </button>
      </p>
    </form>
  )
}
