import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, type Reply } from '../../api/client.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { TextField, useFieldError } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { useSession } from '../session/session.js'
import { type Role, RolePlace } from './role-place.js'

type Created = Reply<'account.create'>

/** A new account with one role at one place; more roles can be given later. */
export const AccountForm = ({ onCreated }: { readonly onCreated: (created: Created) => void }) => {
  const { accounts: words } = useDesk()
  const { language } = useI18n()
  const { acting } = useSession()
  const client = useQueryClient()
  const [id] = useState(() => uuidv7())
  const [login, setLogin] = useState('')
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('villageWorker')
  const [place, setPlace] = useState(acting.place.code === '' ? 'nation' : acting.place.code)
  const save = useMutation({
    mutationFn: () =>
      call('account.create', {
        body: { id, login: login.trim(), name, language, grants: [{ role, place: place.trim() }] },
      }),
    onSuccess: (created) => {
      void client.invalidateQueries({ queryKey: ['account.list'] })
      onCreated(created)
    },
  })
  const errorOf = useFieldError(save.error)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form className="stack" onSubmit={submit} noValidate autoComplete="off">
      {save.error && <ProblemNote error={save.error} saving />}
      <TextField
        label={words.login}
        hint={words.loginHint}
        maxLength={60}
        value={login}
        error={errorOf('login')}
        onChange={setLogin}
      />
      <TextField label={words.name} maxLength={60} value={name} error={errorOf('name')} onChange={setName} />
      <RolePlace role={role} place={place} error={errorOf('grants.0.place')} onRole={setRole} onPlace={setPlace} />
      <button
        type="submit"
        className="btn btn-main"
        disabled={save.isPending || login.trim().length < 3 || name.trim() === ''}
      >
        {words.submit}
      </button>
    </form>
  )
}
