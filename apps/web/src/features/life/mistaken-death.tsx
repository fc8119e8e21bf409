import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { useCommandId } from '../../api/use-command-id.js'
import { useI18n } from '../../i18n/i18n.js'
import { useLifeWords } from '../../i18n/life.js'
import { Field, focusFirstWrong } from '../../ui/form.js'
import { Moment } from '../../ui/moment.js'
import { ProblemNote } from '../../ui/states.js'
import type { PersonInfo } from '../people/person-facts.js'
import { useKeptNote } from '../session/kept-note.js'
import { useMay } from '../session/session.js'
import { entryOfState } from './entry-of-state.js'
import { useTakeBack } from './use-life.js'

type Asked = NonNullable<PersonInfo['takingBack']>
type Answer = { readonly outcome: string; readonly reason?: string }

/** Sends one of the commands about an asking; lists and the page are read anew. */
const useSaid = <B,>(send: (body: B) => Promise<Answer | undefined>, onDone: () => void = () => undefined) => {
  const client = useQueryClient()
  return useMutation({
    // Without a network it fails at once and says so: nobody is to wait for an answer to what was not sent.
    networkMode: 'always',
    mutationFn: send,
    onSuccess: async (answer) => {
      for (const route of ['person.list', 'followup.today', 'household.read', 'household.page'])
        void client.invalidateQueries({ queryKey: [route] })
      await client.invalidateQueries({ queryKey: ['person.read'] })
      if (answer?.outcome !== 'refused') onDone()
    },
  })
}

type ReasonProps = {
  readonly label: string
  /** What follows, said before the tap. */
  readonly hint: string
  readonly send: string
  /** Under which the text is kept until it is sent. */
  readonly kept: string
  readonly said: (body: { readonly id: string; readonly reason: string }) => Promise<Answer>
  readonly onClose: () => void
}

const ReasonForm = ({ label, hint, send, kept, said, onClose }: ReasonProps) => {
  const words = useLifeWords()
  const { words: base, shared } = useI18n()
  const idOf = useCommandId()
  const [reason, setReason] = useKeptNote(kept)
  const [checked, setChecked] = useState(false)
  const saying = useSaid(said, () => {
    setReason('')
    onClose()
  })
  const refusals: Readonly<Record<string, string>> = shared.refusals
  const text = reason.trim()
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setChecked(true)
    if (text === '') focusFirstWrong(event.currentTarget)
    else saying.mutate({ id: idOf({ reason: text }), reason: text })
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Field label={label} hint={hint} error={checked && text === '' ? words.askBackWhy : null}>
        {(ids) => (
          <textarea
            className="input"
            rows={3}
            maxLength={500}
            {...ids}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      {saying.error && <ProblemNote error={saying.error} saving />}
      {saying.data?.outcome === 'refused' && (
        <p role="alert">{refusals[saying.data.reason ?? ''] ?? base.errors.notSaved}</p>
      )}
      <p className="line">
        <button type="submit" className="btn btn-main" disabled={saying.isPending}>
          {send}
        </button>
        <button type="button" className="btn btn-quiet" onClick={onClose}>
          {base.common.cancel}
        </button>
      </p>
    </form>
  )
}

const Since = ({ at }: { readonly at: string }) => (
  <span className="muted small">
    <Moment at={at} />
  </span>
)

type OpenProps = { readonly person: PersonInfo; readonly asked: Asked; readonly entered: boolean }

/** Somebody asks: whoever did not enter the death takes it back with one button, or answers that it stands. */
const Open = ({ person, asked, entered }: OpenProps) => {
  const words = useLifeWords()
  const takeBack = useTakeBack()
  const [sent, setSent] = useState(false)
  const [stands, setStands] = useState(false)
  const closes = !entered || asked.mine
  const send = (): void => {
    takeBack(person, { event: asked.event, note: '' })
    setSent(true)
  }
  return (
    <div className="stack" role="status">
      <p>
        <strong>{asked.mine ? words.askedMine : words.askedBy(asked.askedBy)}</strong>
        {words.colon}
        {asked.reason} <Since at={asked.askedAt} />
      </p>
      {entered && <p>{words.askedWaits}</p>}
      {stands ? (
        <ReasonForm
          label={words.standsWhy}
          hint={words.standsHint}
          send={words.standsSend}
          kept={`stands.${asked.id}`}
          said={(body) => call('life.stands', { params: { id: person.id, ask: asked.id }, body })}
          onClose={() => setStands(false)}
        />
      ) : (
        <p className="line">
          {!entered && (
            <button type="button" className="btn btn-main" disabled={sent} onClick={send}>
              {words.takeDeathBack}
            </button>
          )}
          {closes && !sent && (
            <button type="button" className="btn" onClick={() => setStands(true)}>
              {words.stands}
            </button>
          )}
        </p>
      )}
    </div>
  )
}

const Stands = ({ person, asked }: Omit<OpenProps, 'entered'>) => {
  const words = useLifeWords()
  const read = useSaid(() => call('life.read-answer', { params: { id: person.id, ask: asked.id } }))
  const { answer } = asked
  if (answer === null) return null
  return (
    <div className="stack" role="status">
      <p>
        <strong>{words.standsBy(answer.by)}</strong>
        {words.colon}
        {answer.reason} <Since at={answer.at} />
      </p>
      {read.error && <ProblemNote error={read.error} saving />}
      {asked.mine && !answer.read && (
        <p>
          <button type="button" className="btn" disabled={read.isPending} onClick={() => read.mutate(undefined)}>
            {words.standsRead}
          </button>
        </p>
      )}
    </div>
  )
}

/** A death entered by mistake: whoever entered it cannot take it back, and asks somebody who can (K20). */
export const MistakenDeath = ({ person }: { readonly person: PersonInfo }) => {
  const words = useLifeWords()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const death = entryOfState(person)
  const asked = person.takingBack
  if (person.life.status !== 'dead' || death === undefined || !may('person.edit')) return null
  if (asked !== null && asked.answer === null) return <Open person={person} asked={asked} entered={death.mine} />
  return (
    <>
      {asked !== null && <Stands person={person} asked={asked} />}
      {asking ? (
        <ReasonForm
          label={words.askBackReason}
          hint={death.mine ? words.askBackHint : words.askBackOrSelf}
          send={words.askBackSend}
          kept={`askBack.${person.id}`}
          said={({ id, reason }) =>
            call('life.ask-back', { params: { id: person.id }, body: { id, event: death.id, reason } })
          }
          onClose={() => setAsking(false)}
        />
      ) : (
        <p>
          <button type="button" className="btn" onClick={() => setAsking(true)}>
            {words.askBack}
          </button>
        </p>
      )}
    </>
  )
}
