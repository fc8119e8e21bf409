import { type FormEvent, useId, useState } from 'react'
import { call, type Reply } from '../../api/client.js'
import { isApiProblem } from '../../api/problem.js'
import { startOf } from '../session/home.js'
import type { FirstWords } from './words.js'

type Props = {
  readonly words: FirstWords
  readonly secret: string
  readonly card: Reply<'first.open'>
  readonly onUnknown: () => void
}

const failureOf = (error: unknown, words: FirstWords): string => {
  if (!isApiProblem(error) || error.code === 'network') return words.offline
  return error.code === 'password.weak' || error.code === 'request.invalid' ? words.weak : words.busy
}

/** The owner's own password, typed once and looked at if wanted: a second field does not help on a small keypad. */
export const FirstForm = ({ words, secret, card, onUnknown }: Props) => {
  const id = useId()
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const refuse = (text: string): void => {
    setSending(false)
    setWrong(text)
    document.getElementById(id)?.focus()
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (password.length < 10) return refuse(words.tooShort)
    setWrong(null)
    setSending(true)
    try {
      const answer = await call('first.set', { body: { secret, password } })
      // Not pushed: the way back must not lead to a card that is used up.
      location.replace(answer.outcome === 'signed-in' ? startOf(answer.session.acting.role) : '/')
    } catch (error) {
      if (isApiProblem(error) && error.code === 'first.unknown') onUnknown()
      else refuse(failureOf(error, words))
    }
  }
  return (
    <form className="stack-wide" onSubmit={submit} noValidate>
      <p className="strong">{words.hello(card.name)}</p>
      <p>{words.why}</p>
      <p>
        {words.login}: <strong className="num">{card.login}</strong>
      </p>
      {/* So that the phone keeps the password under the right name. */}
      <input type="text" name="username" autoComplete="username" value={card.login} readOnly hidden />
      <div className="field">
        <label htmlFor={id}>{words.password}</label>
        <span className="hint" id={`${id}-h`}>
          {words.rule}
        </span>
        <input
          id={id}
          className="input"
          type={shown ? 'text' : 'password'}
          name="password"
          autoComplete="new-password"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={200}
          value={password}
          aria-describedby={wrong === null ? `${id}-h` : `${id}-h ${id}-e`}
          {...(wrong === null ? {} : { 'aria-invalid': true })}
          onChange={(event) => setPassword(event.target.value)}
        />
        <span className="error" id={`${id}-e`} role="alert">
          {wrong}
        </span>
        <button type="button" className="btn btn-quiet" onClick={() => setShown(!shown)}>
          {shown ? words.hide : words.show}
        </button>
      </div>
      <button type="submit" className="btn btn-main btn-big" disabled={sending}>
        {sending ? words.busySubmit : words.submit}
      </button>
      <p className="muted">{words.notYou}</p>
    </form>
  )
}
