import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { useCommandId } from '../../api/use-command-id.js'
import { useI18n } from '../../i18n/i18n.js'
import { useNightWords } from '../../i18n/night.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { Moment } from '../../ui/moment.js'
import { ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { useKeptNote } from '../session/kept-note.js'
import { useSession } from '../session/session.js'
import type { DeskState } from './use-desk-page.js'

type Handover = DeskState['handovers'][number]

/** Reads a desk and its calls anew: what is open may have gone to somebody else. */
export const useReread = () => {
  const client = useQueryClient()
  return () => {
    void client.invalidateQueries({ queryKey: ['call.list'] })
    return client.invalidateQueries({ queryKey: ['desk.read'] })
  }
}

const Accept = ({ one, place }: { readonly one: Handover; readonly place: string }) => {
  const { duty, rota } = useNightWords()
  const toast = useToast()
  const reread = useReread()
  const accept = useMutation({
    mutationFn: () => call('handover.accept', { params: { id: one.id }, body: { place } }),
    onSuccess: (answer) => {
      if (answer.outcome !== 'refused') toast({ text: duty.accepted })
      return reread()
    },
  })
  return (
    <>
      <button type="button" className="btn btn-main" disabled={accept.isPending} onClick={() => accept.mutate()}>
        {duty.accept}
      </button>
      {accept.error && <ProblemNote error={accept.error} saving />}
      {accept.data?.outcome === 'refused' && <p role="alert">{rota.refusals[accept.data.reason]}</p>}
    </>
  )
}

type RefuseProps = { readonly one: Handover; readonly place: string; readonly onClose: () => void }

/** Refusing is a hand-over the other way with the reason: who gave sees it at the desk, and it waits for them in the morning. */
const Refuse = ({ one, place, onClose }: RefuseProps) => {
  const { duty, rota } = useNightWords()
  const { common } = useI18n().words
  const toast = useToast()
  const reread = useReread()
  const [reason, setReason] = useKeptNote(`refuse.${one.id}`)
  const [checked, setChecked] = useState(false)
  const missing = reason.trim().length < 2
  const idOf = useCommandId()
  const refuse = useMutation({
    mutationFn: () => {
      const body = { place, to: one.fromId, note: duty.refusal(reason.trim()) }
      return call('handover.write', { body: { ...body, id: idOf(body) } })
    },
    onSuccess: (answer) => {
      idOf(null)
      if (answer.outcome === 'refused') return
      toast({ text: duty.refused })
      setReason('')
      return reread()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setChecked(true)
    if (missing) focusFirstWrong(event.currentTarget)
    else refuse.mutate()
  }
  return (
    <form className="stack narrow" onSubmit={submit} noValidate aria-label={duty.refuse}>
      <p className="muted">{duty.refuseHint(one.from)}</p>
      <TextField
        label={duty.reason}
        maxLength={400}
        value={reason}
        error={checked && missing ? duty.reasonMissing : null}
        onChange={setReason}
      />
      {refuse.error && <ProblemNote error={refuse.error} saving />}
      {refuse.data?.outcome === 'refused' && (
        <p role="alert" className="note note-warn">
          {rota.refusals[refuse.data.reason]}
        </p>
      )}
      <p className="line">
        <button type="submit" className="btn btn-main" disabled={refuse.isPending}>
          {duty.refuseSend(one.from)}
        </button>
        <button type="button" className="btn btn-quiet" onClick={onClose}>
          {common.cancel}
        </button>
      </p>
    </form>
  )
}

const Answer = ({ one, place }: { readonly one: Handover; readonly place: string }) => {
  const { duty } = useNightWords()
  const [refusing, setRefusing] = useState(false)
  if (refusing) return <Refuse one={one} place={place} onClose={() => setRefusing(false)} />
  return (
    <div className="line">
      <Accept one={one} place={place} />
      <button type="button" className="btn" onClick={() => setRefusing(true)}>
        {duty.refuse}
      </button>
    </div>
  )
}

/** It went back to whoever gave it, by a later hand-over the other way; the newest stands first. */
const wentBack = (one: Handover, all: readonly Handover[]): boolean =>
  all.slice(0, all.indexOf(one)).some(({ fromId, toId }) => fromId === one.toId && toId === one.fromId)

/** Whether a hand-over waits for this account's answer. */
export const waitsFor = (one: Handover, { handovers }: DeskState, account: string): boolean =>
  one.acceptedAt === null && one.toId === account && !wentBack(one, handovers)

/** It is one's own that somebody could not take: to be taken again, or handed to somebody else. */
export const cameBack = (one: Handover, { handovers }: DeskState): boolean =>
  handovers
    .slice(handovers.indexOf(one) + 1)
    .some((own) => own.acceptedAt === null && own.fromId === one.toId && own.toId === one.fromId)

type LineProps = { readonly one: Handover; readonly desk: DeskState }

/** A hand-over: from whom to whom, what went over, and the answer of whoever it waits for. */
export const HandoverLine = ({ one, desk }: LineProps) => {
  const { duty } = useNightWords()
  const { number } = useI18n()
  const { account } = useSession()
  const back = one.acceptedAt === null && wentBack(one, desk.handovers)
  const mine = waitsFor(one, desk, account.id)
  return (
    <li className={`card stack ${mine ? 'note-warn' : ''}`}>
      <p>
        <strong>{duty.line(one.from, one.to)}</strong> · {duty.calls(number(one.calls))} ·{' '}
        <span className="muted">
          <Moment at={one.at} />
        </span>{' '}
        {mine ? null : one.acceptedAt === null ? (
          <span className={back ? 'tag' : 'tag tag-alarm'}>{back ? duty.returned : duty.waiting}</span>
        ) : (
          <span className="muted">
            {duty.acceptedAt} <Moment at={one.acceptedAt} />
          </span>
        )}
      </p>
      {one.note !== null && <p className="entry-note">{one.note}</p>}
      {mine && <Answer one={one} place={desk.place.code} />}
    </li>
  )
}
