import type { Redirection } from '@lianfang/domain/supply'
import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { useConsignments } from '../../i18n/consignments.js'
import { Choice, focusFirstWrong, TextField } from '../../ui/form.js'
import { OneOf } from '../../ui/one-of.js'
import { useGoodsWords } from '../deals/use-many.js'
import { useName } from '../facilities/use-name.js'
import { useDeskAct } from '../requests/desk-act.js'
import { OwnerChoice } from '../requests/owner-choice.js'
import { useSession } from '../session/session.js'
import { RoadFailure } from './road-failure.js'
import type { Consignment } from './types.js'

type Props = { readonly consignment: Consignment }
type Body = {
  readonly choice: Redirection
  readonly reason: string
  readonly to: string | null
  readonly requests: string[]
}
type RequestProps = {
  readonly kind: string
  readonly value: string | undefined
  readonly onChange: (request: string | undefined) => void
}

/** Verified requests of the kind that are not met. */
const OtherRequest = ({ kind, value, onChange }: RequestProps) => {
  const { cargo: words } = useConsignments()
  const { named } = useGoodsWords()
  const { acting } = useSession()
  const nameOf = useName()
  const query = useApi('request.list', {
    query: { place: placeInUrl(acting.place.code), kind, state: 'verified', limit: 50 },
  })
  const rows = query.data?.rows ?? []
  return (
    <OneOf
      label={words.request(named(kind))}
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
  // For each kind of the load at most one request takes the place of the first.
  const [chosen, setChosen] = useState<Readonly<Record<string, string | undefined>>>({})
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
    const others = kinds.flatMap((one) => chosen[one.kind] ?? [])
    const given = choice === 'give' ? { to: store?.id ?? null, requests: others } : { to: null, requests: [] }
    act.mutate({ choice, reason: reason.trim(), ...given })
  }
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
          {requests.length > 0 &&
            kinds
              .filter(({ left }) => left > 0)
              .map(({ kind }) => (
                <OtherRequest
                  key={kind}
                  kind={kind}
                  value={chosen[kind]}
                  onChange={(request) => setChosen({ ...chosen, [kind]: request })}
                />
              ))}
        </>
      )}
      <TextField
        label={words.reason}
        maxLength={200}
        value={reason}
        error={isTried && reason.trim() === '' ? make.missing : null}
        onChange={setReason}
      />
      <RoadFailure error={act.error} />
      <p>
        <button type="submit" className="btn btn-main" disabled={act.isPending}>
          {words.choice}
        </button>
      </p>
    </form>
  )
}
