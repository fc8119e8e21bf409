import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call } from '../../api/client.js'
import { useAlarmWords } from '../../i18n/alarms.js'
import { useI18n } from '../../i18n/i18n.js'
import { Field, focusFirstWrong } from '../../ui/form.js'
import { Moment } from '../../ui/moment.js'
import { ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { useKeptNote } from '../session/kept-note.js'
import { useMay } from '../session/session.js'
import { useReasons } from './reasons.js'
import type { Alarm } from './use-alarms.js'

type Act = Alarm['acts'][number]['kind']
type Noted = Exclude<Act, 'acknowledge'>

type Doing = {
  readonly id: string
  readonly act: Act
  readonly note: string | null
  readonly seen?: string
  readonly also?: string[]
}

/** Does something with an alarm: each try of the same content keeps its command's id. */
const useAct = (alarm: Alarm, onDone: () => void) => {
  const client = useQueryClient()
  const toast = useToast()
  const { shared } = useI18n()
  const { acts } = useAlarmWords()
  return useMutation({
    mutationFn: (body: Doing) => call('alarm.act', { params: { id: alarm.id }, body }),
    onSuccess: async (answer, { act }) => {
      const reasons: Readonly<Record<string, string>> = shared.refusals
      toast({ text: answer.outcome === 'refused' ? (reasons[answer.reason] ?? '') : acts.done[act] })
      await Promise.all(['alarm.list', 'person.read'].map((route) => client.invalidateQueries({ queryKey: [route] })))
      onDone()
    },
  })
}

type AlsoProps = { readonly others: Alarm['others']; readonly on: boolean; readonly onChange: (on: boolean) => void }

/** Two alarms of one person are mostly one talk: what was said in it holds for what else is open, unless somebody says no. */
const Also = ({ others, on, onChange }: AlsoProps) => {
  const { acts } = useAlarmWords()
  const { number } = useI18n()
  const textOf = useReasons()
  if (others.length === 0) return null
  return (
    <div className="field">
      <label className="line">
        <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
        {acts.also(number(others.length))}
      </label>
      <ul className="hint">
        {others.map((other) => (
          <li key={other.id}>
            {textOf(other)} <Moment at={other.measuredAt} />
          </li>
        ))}
      </ul>
    </div>
  )
}

type NoteProps = { readonly act: Noted; readonly alarm: Alarm; readonly onClose: () => void }

const NoteForm = ({ act, alarm, onClose }: NoteProps) => {
  const { acts } = useAlarmWords()
  const { common } = useI18n().words
  const [note, setNote] = useKeptNote(`alarm.${act}.${alarm.id}`)
  const [id, setId] = useState(() => uuidv7())
  const [checked, setChecked] = useState(false)
  // As they were when the form was opened: one that is raised while somebody writes was not what they talked about.
  const [others] = useState(() => (act === 'reopen' ? [] : alarm.others))
  const [also, setAlso] = useState(true)
  const close = (): void => {
    setNote('')
    onClose()
  }
  const doing = useAct(alarm, close)
  const missing = note.trim().length < 2
  const named = act === 'reopen' ? {} : { also: also ? others.map((other) => other.id) : [] }
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setChecked(true)
    if (missing) focusFirstWrong(event.currentTarget)
    else doing.mutate({ id, act, note: note.trim(), ...named })
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Field label={acts.notes[act]} hint={acts.hints[act]} error={checked && missing ? acts.missing : null}>
        {(ids) => (
          <textarea
            className="input"
            rows={2}
            maxLength={500}
            {...ids}
            value={note}
            onChange={(event) => {
              setNote(event.target.value)
              setId(uuidv7())
            }}
          />
        )}
      </Field>
      <Also
        others={others}
        on={also}
        onChange={(on) => {
          setAlso(on)
          setId(uuidv7())
        }}
      />
      {doing.error && <ProblemNote error={doing.error} saving />}
      <p className="line">
        <button type="submit" className="btn btn-main" disabled={doing.isPending}>
          {acts[act]}
        </button>
        <button type="button" className="btn btn-quiet" onClick={close}>
          {common.cancel}
        </button>
      </p>
    </form>
  )
}

type TakeProps = { readonly alarm: Alarm; readonly onError: (error: Error | null) => void }

/** Takes what nobody has, or takes it over from whom the button names. */
const Take = ({ alarm, onError }: TakeProps) => {
  const { acts } = useAlarmWords()
  const [id] = useState(() => uuidv7())
  const taking = useAct(alarm, () => undefined)
  const held = alarm.acknowledged
  const seen = held === null ? {} : { seen: held.at }
  return (
    <button
      type="button"
      className={held === null ? 'btn btn-main' : 'btn'}
      disabled={taking.isPending}
      onClick={() =>
        taking.mutate({ id, act: 'acknowledge', note: null, ...seen }, { onSuccess: () => onError(null), onError })
      }
    >
      {held === null ? acts.acknowledge : acts.takeOver(held.by)}
    </button>
  )
}

type ReopenProps = { readonly how: NonNullable<Alarm['closed']>['how']; readonly onOpen: () => void }

/** What somebody ended by mistake; what a life event ended is opened by taking that back. */
const Reopen = ({ how, onOpen }: ReopenProps) => {
  const { acts } = useAlarmWords()
  if (how === 'gone' || how === 'admitted') return null
  return (
    <button type="button" className="btn btn-quiet" style={{ alignSelf: 'start' }} onClick={onOpen}>
      {acts.reopen}
    </button>
  )
}

/**
 * What may be done with an alarm: of an open one, one tap to have it in hand, the others with a few words; one that was ended
 * by mistake is opened again.
 */
export const AlarmActs = ({ alarm }: { readonly alarm: Alarm }) => {
  const { acts } = useAlarmWords()
  const may = useMay()
  const [open, setOpen] = useState<Noted | null>(null)
  const [failed, setFailed] = useState<Error | null>(null)
  const held = alarm.acknowledged
  if (!may('alarm.act')) return null
  if (open !== null) return <NoteForm act={open} alarm={alarm} onClose={() => setOpen(null)} />
  if (alarm.closed !== null) return <Reopen how={alarm.closed.how} onOpen={() => setOpen('reopen')} />
  const noted: readonly Noted[] = may('episode.end')
    ? ['referred', 'familyRefused', 'doctorDecided']
    : ['referred', 'familyRefused']
  return (
    <div className="stack">
      <div className="alarm-acts">
        {held?.mine !== true && (
          // Each holder is another command: a repeat of the last one's would be answered as done.
          <Take key={held?.at} alarm={alarm} onError={setFailed} />
        )}
        {noted.map((act) => (
          <button key={act} type="button" className="btn" onClick={() => setOpen(act)}>
            {acts[act]}
          </button>
        ))}
      </div>
      {failed && <ProblemNote error={failed} saving />}
    </div>
  )
}
