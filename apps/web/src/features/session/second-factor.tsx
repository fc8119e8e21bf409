import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { useWords } from '../../i18n/i18n.js'
import { TextField } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { useSession } from './session.js'
import { sessionKey } from './session-key.js'

/** The QR as an image: markup from anywhere is never put into the page. */
const imageOf = (svg: string): string => `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`

export const SecondFactor = () => {
  const { session: words } = useWords()
  const session = useSession()
  const client = useQueryClient()
  const toast = useToast()
  const [code, setCode] = useState('')
  const begin = useMutation({ mutationFn: () => call('second-factor.begin', {}) })
  const confirm = useMutation({
    mutationFn: () => call('second-factor.confirm', { body: { code } }),
    onSuccess: () => {
      begin.reset()
      setCode('')
      toast({ text: words.factorDone })
      return client.invalidateQueries({ queryKey: sessionKey })
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    confirm.mutate()
  }
  const state = {
    'not-asked': words.factorNotAsked,
    'set-up': words.factorSetUp,
    'by-provider': words.factorByProvider,
    missing: words.factorMissing,
  }
  return (
    <section className="card stack" aria-labelledby="factor-title">
      <h2 id="factor-title">{words.factorTitle}</h2>
      <p className={session.secondFactor === 'missing' && !session.demonstration ? 'alarm-text' : 'muted'}>
        {session.demonstration && session.secondFactor !== 'set-up' ? words.factorDemo : state[session.secondFactor]}
      </p>
      {begin.error && <ProblemNote error={begin.error} saving />}
      {begin.data === undefined ? (
        <button type="button" className="btn" disabled={begin.isPending} onClick={() => begin.mutate()}>
          {session.secondFactor === 'set-up' ? words.factorAgain : words.factorBegin}
        </button>
      ) : (
        <form className="stack" onSubmit={submit} noValidate>
          <p>{words.factorScan}</p>
          <img className="qr" src={imageOf(begin.data.qrSvg)} alt={words.factorQr} />
          <p>
            {words.factorSecret} <span className="secret">{begin.data.secret}</span>
          </p>
          {confirm.error && <ProblemNote error={confirm.error} saving />}
          <TextField
            label={words.code}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={code}
            onChange={setCode}
          />
          <button type="submit" className="btn btn-main" disabled={confirm.isPending || !/^\d{6}$/.test(code)}>
            {words.factorConfirm}
          </button>
        </form>
      )}
    </section>
  )
}
