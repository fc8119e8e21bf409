import type { SessionInfo } from '@lianfang/contract'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call, type Reply } from '../../api/client.js'
import { isApiProblem } from '../../api/problem.js'
import { useApi } from '../../api/use-api.js'
import { useI18n } from '../../i18n/i18n.js'
import { PasswordField, TextField } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { useTitle } from '../../ui/use-title.js'
import { keepsUnsent } from '../followups/outbox.js'
import { DemoSignIns } from './demo-sign-ins.js'
import { GateTop } from './gate-top.js'
import { ProviderButton } from './provider.js'
import { useProviderSignIn } from './use-provider-sign-in.js'
import './session.css'

type Answer = Reply<'session.create'>
type Credentials = { readonly login: string; readonly password: string; readonly code?: string }
type Props = { readonly onSignedIn: (session: SessionInfo) => void }

export const SignInPage = ({ onSignedIn }: Props) => {
  const { words } = useI18n()
  const instance = useApi('instance.read', {}, { staleTime: 60_000 })
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [step, setStep] = useState<'password' | 'code'>('password')
  const [unsent] = useState(keepsUnsent)
  useTitle(words.session.title)
  const onAnswer = (answer: Answer): void => {
    if (answer.outcome === 'signed-in') onSignedIn(answer.session)
    else setStep('code')
  }
  const signIn = useMutation({
    mutationFn: (credentials: Credentials) => call('session.create', { body: credentials }),
    onSuccess: onAnswer,
  })
  const provider = useProviderSignIn(onAnswer)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (step === 'code' && provider.back) provider.finish(code)
    else signIn.mutate(step === 'code' ? { login, password, code } : { login, password })
  }
  const again = (): void => {
    setStep('password')
    setPassword('')
    setCode('')
    signIn.reset()
    provider.reset()
  }
  const take = (who: Credentials): void => {
    setLogin(who.login)
    setPassword(who.password)
    signIn.mutate(who)
  }
  const demonstration = instance.data?.demonstration === true
  return (
    <>
      <header>
        {demonstration && <div className="banner">{words.demonstration}</div>}
        <GateTop />
      </header>
      <main className={`gate ${demonstration ? 'gate-wide' : ''}`}>
        <form className="card stack gate-form" onSubmit={submit} noValidate>
          <h1>{words.session.title}</h1>
          {unsent && <p className="note">{words.session.expired}</p>}
          {(signIn.error ?? provider.error) && <ProblemNote error={signIn.error ?? provider.error} asking />}
          {isApiProblem(signIn.error) && signIn.error.code === 'session.wrong-credentials' && (
            <p>{words.session.wrongNext}</p>
          )}
          {provider.checking && <p className="muted">{words.session.returning}</p>}
          {step === 'password' ? (
            <>
              <TextField
                label={words.session.login}
                name="username"
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                required
                value={login}
                onChange={setLogin}
              />
              <PasswordField
                label={words.session.password}
                name="password"
                autoComplete="current-password"
                required
                value={password}
                onChange={setPassword}
              />
            </>
          ) : (
            <TextField
              label={words.session.code}
              hint={words.session.codeHint}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              autoFocus
              value={code}
              onChange={setCode}
            />
          )}
          <button type="submit" className="btn btn-main btn-big" disabled={signIn.isPending || provider.checking}>
            {signIn.isPending
              ? words.session.signingIn
              : step === 'code'
                ? words.session.codeSubmit
                : words.session.submit}
          </button>
          {step === 'code' && (
            <button type="button" className="btn btn-quiet" onClick={again}>
              {words.session.otherAccount}
            </button>
          )}
          {step === 'password' && instance.data?.provider && <ProviderButton label={instance.data.provider} />}
          {instance.data?.divisionsReady === false && <p className="muted small">{words.session.preparing}</p>}
          {instance.data !== undefined && (
            <p className="muted small num">
              {words.product} {instance.data.version}
            </p>
          )}
        </form>
        {demonstration && <DemoSignIns signIns={instance.data?.signIns ?? []} busy={signIn.isPending} onTake={take} />}
      </main>
    </>
  )
}
