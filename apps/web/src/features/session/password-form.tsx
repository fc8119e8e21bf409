import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { useWords } from '../../i18n/i18n.js'
import { PasswordField } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'

export const PasswordForm = () => {
  const { session: words } = useWords()
  const toast = useToast()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useMutation({
    mutationFn: () => call('password.change', { body: { current, next } }),
    onSuccess: () => {
      setCurrent('')
      setNext('')
      toast({ text: words.passwordDone })
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    change.mutate()
  }
  return (
    <form className="card stack" onSubmit={submit} noValidate aria-labelledby="password-title">
      <h2 id="password-title">{words.passwordTitle}</h2>
      {change.error && <ProblemNote error={change.error} saving />}
      <PasswordField
        label={words.passwordCurrent}
        autoComplete="current-password"
        value={current}
        onChange={setCurrent}
      />
      <PasswordField
        label={words.passwordNext}
        hint={words.passwordRule}
        autoComplete="new-password"
        value={next}
        onChange={setNext}
      />
      <button type="submit" className="btn" disabled={change.isPending || current === '' || next.length < 10}>
        {words.passwordSubmit}
      </button>
    </form>
  )
}
