import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import type { Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { useSupply } from '../../i18n/supply.js'
import { Field, TextField, useFieldError } from '../../ui/form.js'
import { Loaded, ProblemNote } from '../../ui/states.js'

type Account = Reply<'supply.staff'>['rows'][number]
type Chosen = { readonly id: string; readonly accountId: string; readonly phone: string | null }

type FormProps = Omit<Props, 'place' | 'part'> & { readonly accounts: readonly Account[] }

const Choice = ({ accounts, label, run }: FormProps) => {
  const { naming: words } = useSupply()
  const [id, setId] = useState(() => uuidv7())
  const [accountId, setAccount] = useState('')
  const [phone, setPhone] = useState('')
  const save = useMutation({
    mutationFn: () => run({ id, accountId, phone }),
    onSuccess: () => {
      setId(uuidv7())
      setAccount('')
      setPhone('')
    },
  })
  const errorOf = useFieldError(save.error)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form className="stack" onSubmit={submit} noValidate autoComplete="off">
      <Field label={words.account}>
        {(ids) => (
          <select className="input" {...ids} value={accountId} onChange={(event) => setAccount(event.target.value)}>
            <option value="">{words.choose}</option>
            {accounts.map((one) => (
              <option key={one.id} value={one.id}>
                {`${one.name} · ${one.login} · ${one.place.name}`}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField
        label={words.phone}
        inputMode="tel"
        maxLength={30}
        value={phone}
        error={errorOf('phone')}
        onChange={setPhone}
      />
      {save.error && <ProblemNote error={save.error} saving />}
      <p>
        <button type="submit" className="btn btn-main" disabled={save.isPending || accountId === ''}>
          {label}
        </button>
      </p>
    </form>
  )
}

type Props = {
  readonly place: string
  readonly part: 'reporter' | 'liaison' | 'keeper' | 'requester' | 'approver'
  /** What the button says. */
  readonly label: string
  readonly run: (chosen: Chosen) => Promise<unknown>
}

/** Names an account that has the role; says who grants it when nobody has. */
export const NamingForm = ({ place, part, label, run }: Props) => {
  const { naming: words } = useSupply()
  const query = useApi('supply.staff', { query: { place: placeInUrl(place), part } })
  return (
    <Loaded query={query} rows={2}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p className="note">{words.nobody[part]}</p>
        ) : (
          <Choice accounts={rows} label={label} run={run} />
        )
      }
    </Loaded>
  )
}
