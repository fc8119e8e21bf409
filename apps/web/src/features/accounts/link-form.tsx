import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call, type Reply } from '../../api/client.js'
import { useDesk } from '../../i18n/desk.js'
import { TextField, useFieldError } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'

type Props = { readonly account: Reply<'account.list'>['rows'][number]; readonly linked: boolean }

/** Links an account with the identity provider for its owner, or undoes the link. */
export const LinkForm = ({ account, linked }: Props) => {
  const { accounts: words } = useDesk()
  const client = useQueryClient()
  const toast = useToast()
  const [subject, setSubject] = useState('')
  const params = { id: account.id }
  const change = useMutation({
    mutationFn: () =>
      linked ? call('account.unlink', { params }) : call('account.link', { params, body: { subject } }),
    onSuccess: () => {
      setSubject('')
      toast({ text: linked ? words.unlinkDone : words.linkDone })
      return client.invalidateQueries({ queryKey: ['account.list'] })
    },
  })
  const errorOf = useFieldError(change.error)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    change.mutate()
  }
  return (
    <form className="card stack" onSubmit={submit} noValidate autoComplete="off">
      <h3>{words.linkTitle}</h3>
      {change.error && <ProblemNote error={change.error} saving />}
      {linked ? (
        <p className="muted">{words.linkedNow}</p>
      ) : (
        <TextField
          label={words.subject}
          hint={words.linkHint}
          maxLength={255}
          value={subject}
          error={errorOf('subject')}
          onChange={setSubject}
        />
      )}
      <button type="submit" className="btn" disabled={change.isPending || (!linked && subject.trim() === '')}>
        {linked ? words.unlink : words.linkSubmit}
      </button>
    </form>
  )
}
