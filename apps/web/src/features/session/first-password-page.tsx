import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { useWords } from '../../i18n/i18n.js'
import { PasswordField } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { useTitle } from '../../ui/use-title.js'
import { GateTop } from './gate-top.js'
import { sessionKey } from './session-key.js'
import { SignOutButton } from './sign-out.js'
import './session.css'

/**
 * Stands in the place of every page until a first password is changed. The address stays, so that the page somebody came
 * for follows. The first password is asked for again: a session left open must not be enough to take an account over.
 */
export const FirstPasswordPage = () => {
  const { session: words } = useWords()
  const client = useQueryClient()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  useTitle(words.firstTitle)
  const change = useMutation({
    mutationFn: () => call('password.change', { body: { current, next } }),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionKey }),
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    change.mutate()
  }
  return (
    <>
      <header>
        <GateTop />
      </header>
      <main className="gate">
        <form className="card stack gate-form" onSubmit={submit} noValidate>
          <h1>{words.firstTitle}</h1>
          <p>{words.firstWhy}</p>
          {change.error && <ProblemNote error={change.error} saving />}
          <PasswordField
            label={words.firstCurrent}
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
          <button
            type="submit"
            className="btn btn-main btn-big"
            disabled={change.isPending || current === '' || next.length < 10}
          >
            {words.firstSubmit}
          </button>
          <SignOutButton className="btn btn-quiet" />
        </form>
      </main>
    </>
  )
}
