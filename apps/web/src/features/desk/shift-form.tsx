import { addDays, parseDay, startOfDay } from '@lianfang/domain/shared'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, serverNow } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { useNightWords } from '../../i18n/night.js'
import { Field, focusFirstWrong, TextField } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { partsIn } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { useZone } from '../../ui/zone.js'
import { NeverInNote, StaffOptions } from './staff-options.js'
import type { DeskState } from './use-desk-page.js'

/** A shift as it is entered: by the clock of the place. */
export type ShiftDraft = { readonly day: string; readonly from: string; readonly until: string }

const presets = { day: ['08:00', '20:00'], night: ['20:00', '08:00'] } as const
const minuteMs = 60_000
const mostDays = 14

/** The moment at which a clock of the place shows a time of a day. */
const momentOf = (day: string, clock: string, zone: string): number | null => {
  const parsed = parseDay(day)
  const [, hours, minutes] = /^(\d{2}):(\d{2})$/.exec(clock) ?? []
  if (parsed === null || hours === undefined || minutes === undefined) return null
  return startOfDay(parsed, zone) + (Number(hours) * 60 + Number(minutes)) * minuteMs
}

type Span = { readonly from: string; readonly until: string }

const spansOf = (draft: ShiftDraft, days: number, zone: string): readonly Span[] => {
  const first = parseDay(draft.day)
  if (first === null) return []
  return Array.from({ length: days }, (_, i) => addDays(first, i)).flatMap((day) => {
    const from = momentOf(day, draft.from, zone)
    const until = momentOf(draft.until > draft.from ? day : addDays(day, 1), draft.until, zone)
    if (from === null || until === null) return []
    return { from: new Date(from).toISOString(), until: new Date(until).toISOString() }
  })
}

type Refused = keyof ReturnType<typeof useNightWords>['rota']['refusals']

const useAdd = (place: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ account, spans }: { readonly account: string; readonly spans: readonly Span[] }) => {
      let refused: Refused | null = null
      let added = 0
      for (const span of spans) {
        const answer = await call('shift.add', { body: { id: uuidv7(), place, account, ...span } })
        if (answer.outcome === 'refused') refused = answer.reason
        else added += 1
      }
      return { refused, added }
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['desk.read'] }),
  })
}

type ClockProps = { readonly draft: ShiftDraft; readonly onChange: (draft: ShiftDraft) => void; readonly today: string }

const Clock = ({ draft, onChange, today }: ClockProps) => {
  const { rota } = useNightWords()
  const names = ['day', 'night'] as const
  return (
    <>
      <div className="chips">
        {names.map((name) => {
          const [from, until] = presets[name]
          return (
            <button
              key={name}
              type="button"
              className="chip"
              aria-pressed={draft.from === from && draft.until === until}
              onClick={() => onChange({ ...draft, from, until })}
            >
              {rota.presets[name]}
            </button>
          )
        })}
      </div>
      <div className="call-two">
        <TextField
          label={rota.day}
          type="date"
          min={today}
          value={draft.day}
          onChange={(day) => onChange({ ...draft, day })}
        />
        <TextField label={rota.from} type="time" value={draft.from} onChange={(from) => onChange({ ...draft, from })} />
        <TextField
          label={rota.until}
          type="time"
          value={draft.until}
          onChange={(until) => onChange({ ...draft, until })}
        />
      </div>
      <p className="muted small">{rota.nextDay}</p>
    </>
  )
}

type Props = { readonly desk: DeskState; readonly draft: ShiftDraft; readonly onDraft: (draft: ShiftDraft) => void }

/** Puts somebody on duty, on one day or several in a row. */
export const ShiftForm = ({ desk, draft, onDraft }: Props) => {
  const { rota, duty } = useNightWords()
  const { number } = useI18n()
  const zone = useZone()
  const toast = useToast()
  const today = partsIn(serverNow(), zone).day
  const [account, setAccount] = useState('')
  const [days, setDays] = useState('1')
  const [checked, setChecked] = useState(false)
  const add = useAdd(desk.place.code)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setChecked(true)
    const spans = spansOf(draft, Number(days), zone)
    if (account === '' || spans.length === 0) {
      focusFirstWrong(event.currentTarget)
      return
    }
    add.mutate(
      { account, spans },
      { onSuccess: ({ added }) => added > 0 && toast({ text: rota.added(number(added)) }) },
    )
  }
  if (desk.staff.length === 0) return <p className="note note-warn">{rota.noStaff}</p>
  return (
    <form className="card stack" onSubmit={submit} noValidate aria-label={rota.add}>
      <h2>{rota.add}</h2>
      <div className="call-two">
        <Field label={rota.person} error={checked && account === '' ? rota.personMissing : null}>
          {(ids) => (
            <select className="input" {...ids} value={account} onChange={({ target }) => setAccount(target.value)}>
              <option value="">{duty.choose}</option>
              <StaffOptions staff={desk.staff} />
            </select>
          )}
        </Field>
        <Field label={rota.repeat}>
          {(ids) => (
            <select className="input" {...ids} value={days} onChange={({ target }) => setDays(target.value)}>
              {Array.from({ length: mostDays }, (_, i) => String(i + 1)).map((n) => (
                <option key={n} value={n}>
                  {n}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <NeverInNote staff={desk.staff} chosen={account} />
      <Clock draft={draft} onChange={onDraft} today={today} />
      {add.error && <ProblemNote error={add.error} saving />}
      {add.data?.refused && (
        <p role="alert" className="note note-warn">
          {rota.refusals[add.data.refused]}
        </p>
      )}
      <p>
        <button type="submit" className="btn btn-main" disabled={add.isPending}>
          {rota.submit}
        </button>
      </p>
    </form>
  )
}
