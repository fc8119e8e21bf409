import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { useCommandId } from '../../api/use-command-id.js'
import { useI18n } from '../../i18n/i18n.js'
import { useNightWords } from '../../i18n/night.js'
import { Field, focusFirstWrong } from '../../ui/form.js'
import { Moment } from '../../ui/moment.js'
import { EmptyState, ProblemNote } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { useKeptNote } from '../session/kept-note.js'
import { useMay, useSession } from '../session/session.js'
import { cameBack, HandoverLine, useReread, waitsFor } from './handover-line.js'
import { NeverInNote, StaffOptions } from './staff-options.js'
import { isOnDuty, TakenOver, takenBy } from './taken-over.js'
import type { DeskState } from './use-desk-page.js'

const OnDuty = ({ desk }: { readonly desk: DeskState }) => {
  const { onDuty, nobodyOnDuty, heldBy, rota, duty } = useNightWords()
  const { holder } = desk
  const { language } = useI18n()
  return (
    <section className="card stack" aria-labelledby="duty-now">
      <h2 id="duty-now">{onDuty}</h2>
      {desk.onDuty.length === 0 && holder === null && <p className="alarm-text">{nobodyOnDuty}</p>}
      {holder !== null && (
        <p>
          <strong>{heldBy(holder.name)}</strong>{' '}
          <span className="muted">
            {duty.heldSince} <Moment at={holder.since} exact />
          </span>
        </p>
      )}
      {desk.onDuty.length > 0 && (
        <ul>
          {desk.onDuty.map(({ id, name, from, until, away }) => (
            <li key={id}>
              <strong>{name}</strong>{' '}
              <span className="muted">
                <Moment at={from} exact /> – <Moment at={until} exact />
              </span>
              {away !== null && <div className="alarm-text">{rota.away(away.by, formatDay(away.until, language))}</div>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

type AbsentProps = {
  readonly desk: DeskState
  readonly chosen: string
  readonly own: string
  readonly onInstead: (account: string) => void
}

/** Whoever was chosen to take over is away: who stands in is named, and chosen in their place with one touch. */
const Absent = ({ desk, chosen, own, onInstead }: AbsentProps) => {
  const { duty } = useNightWords()
  const { language } = useI18n()
  const one = desk.staff.find(({ id }) => id === chosen)
  if (one === undefined || one.away === null) return null
  const { by, until, substitute } = one.away
  const here = substitute !== own && desk.staff.some(({ id, signedIn }) => id === substitute && signedIn)
  return (
    <div className="note note-warn stack" role="status">
      <p>{duty.toAway(one.name, by, formatDay(until, language))}</p>
      {here && (
        <p>
          <button type="button" className="btn" onClick={() => onInstead(substitute)}>
            {duty.giveTo(by)}
          </button>
        </p>
      )}
    </div>
  )
}

/** The one leaving writes what the next has to know; what is open goes over with it. */
const Give = ({ desk }: { readonly desk: DeskState }) => {
  const { duty, rota } = useNightWords()
  const { number, language } = useI18n()
  const { account } = useSession()
  const toast = useToast()
  const reread = useReread()
  const [to, setTo] = useState('')
  const [note, setNote] = useKeptNote(`handover.${desk.place.code}`)
  const [checked, setChecked] = useState(false)
  const idOf = useCommandId()
  const write = useMutation({
    mutationFn: () => {
      const body = { place: desk.place.code, to, note: note.trim() === '' ? null : note.trim() }
      return call('handover.write', { body: { ...body, id: idOf(body) } })
    },
    onSuccess: (answer) => {
      idOf(null)
      if (answer.outcome === 'refused') return
      toast({ text: duty.written })
      setTo('')
      setNote('')
      setChecked(false)
      return reread()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setChecked(true)
    if (to === '') focusFirstWrong(event.currentTarget)
    else write.mutate()
  }
  return (
    <form className="card stack narrow" onSubmit={submit} noValidate aria-label={duty.give}>
      <h2>{duty.give}</h2>
      <p className="muted">{duty.giveHint}</p>
      <p>{duty.goesOver(number(desk.open))}</p>
      <Field label={duty.to} error={checked && to === '' ? duty.toMissing : null}>
        {(ids) => (
          <select className="input" {...ids} value={to} onChange={({ target }) => setTo(target.value)}>
            <option value="">{duty.choose}</option>
            <StaffOptions
              staff={desk.staff.filter((one) => one.id !== account.id)}
              textOf={({ name, away }) =>
                away === null ? name : `${name} · ${rota.away(away.by, formatDay(away.until, language))}`
              }
            />
          </select>
        )}
      </Field>
      <NeverInNote staff={desk.staff} chosen={to} />
      <Absent desk={desk} chosen={to} own={account.id} onInstead={setTo} />
      <Field label={duty.note} hint={duty.noteHint}>
        {(ids) => (
          <textarea
            className="input"
            rows={3}
            maxLength={500}
            {...ids}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        )}
      </Field>
      {write.error && <ProblemNote error={write.error} saving />}
      {write.data?.outcome === 'refused' && (
        <p role="alert" className="note note-warn">
          {rota.refusals[write.data.reason]}
        </p>
      )}
      <button type="submit" className="btn btn-main" disabled={write.isPending}>
        {duty.submit}
      </button>
    </form>
  )
}

/** Who is on duty, and how the desk goes from one to the next. */
export const DutyTab = ({ desk }: { readonly desk: DeskState }) => {
  const { duty } = useNightWords()
  const may = useMay()
  const { account } = useSession()
  const waiting = desk.handovers.filter((one) => waitsFor(one, desk, account.id))
  const taken = takenBy(desk, account.id)
  const past = desk.handovers.filter((one) => !waiting.includes(one))
  // Somebody has to begin where nobody is on duty, and who keeps the rota may hand over for others; who is to answer does that first.
  const unattended = desk.onDuty.length === 0 && desk.holder === null
  const answersFirst = waiting.some((one) => !cameBack(one, desk))
  const gives = isOnDuty(desk, account.id) || (!answersFirst && (unattended || may('rota.manage')))
  return (
    <div className="stack-wide">
      {waiting.length > 0 && (
        <section className="stack" aria-labelledby="duty-waits">
          <h2 id="duty-waits">{duty.waitsForYou}</h2>
          <ul className="call-list">
            {waiting.map((one) => (
              <HandoverLine key={one.id} one={one} desk={desk} />
            ))}
          </ul>
        </section>
      )}
      {waiting.length === 0 && taken !== null && <TakenOver desk={desk} one={taken} />}
      <OnDuty desk={desk} />
      {may('call.write') && gives && <Give desk={desk} />}
      <section className="stack" aria-labelledby="duty-past">
        <h2 id="duty-past">{duty.past}</h2>
        {past.length === 0 ? (
          <EmptyState title={duty.none} />
        ) : (
          <ul className="call-list">
            {past.map((one) => (
              <HandoverLine key={one.id} one={one} desk={desk} />
            ))}
          </ul>
        )}
      </section>
    </div>
  )
}
