import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call } from '../../api/client.js'
import { useAlarmWords } from '../../i18n/alarms.js'
import { useI18n } from '../../i18n/i18n.js'
import { TextField } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import type { PersonInfo } from '../people/person-facts.js'
import { useMay } from '../session/session.js'

type Props = { readonly person: PersonInfo; readonly onClose: () => void }
type Setting = { readonly spo2Percent: number | null; readonly until: string | null }

const useSetting = ({ person, onClose }: Props) => {
  const { baseline: words } = useAlarmWords()
  const { shared } = useI18n()
  const client = useQueryClient()
  const toast = useToast()
  return useMutation({
    mutationFn: (body: Setting & { readonly id: string; readonly note: string }) =>
      call('baseline.set', { params: { id: person.id }, body }),
    onSuccess: (answer, { spo2Percent }) => {
      const reasons: Readonly<Record<string, string>> = shared.refusals
      const done = spo2Percent === null ? words.removed : words.saved
      toast({ text: answer.outcome === 'refused' ? (reasons[answer.reason] ?? '') : done })
      if (answer.outcome !== 'refused') onClose()
      return client.invalidateQueries({ queryKey: ['person.read'] })
    },
  })
}

const BaselineForm = (props: Props) => {
  const { baseline: words } = useAlarmWords()
  const { common } = useI18n().words
  const known = props.person.baseline
  const [form, setForm] = useState({
    value: known === null ? '' : String(known.spo2Percent),
    until: known?.until ?? '',
    note: '',
  })
  const [id, setId] = useState(() => uuidv7())
  const [wrong, setWrong] = useState(false)
  const setting = useSetting(props)
  const set = (change: Partial<typeof form>): void => {
    setForm({ ...form, ...change })
    setId(uuidv7())
    setWrong(false)
  }
  const note = form.note.trim()
  const value = Number(form.value)
  const fits = Number.isInteger(value) && value > 0 && value <= 100 && /^\d{4}-\d\d-\d\d$/.test(form.until)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (fits && note.length >= 2) setting.mutate({ id, spo2Percent: value, until: form.until, note })
    else setWrong(true)
  }
  const remove = (): void => {
    if (note.length >= 2) setting.mutate({ id, spo2Percent: null, until: null, note })
    else setWrong(true)
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <TextField
        label={words.value}
        hint={words.valueHint}
        inputMode="numeric"
        maxLength={2}
        value={form.value}
        onChange={(text) => set({ value: text })}
      />
      <TextField label={words.until} type="date" value={form.until} onChange={(until) => set({ until })} />
      <TextField label={words.why} maxLength={500} value={form.note} onChange={(text) => set({ note: text })} />
      {wrong && (
        <p className="alarm-text" role="alert">
          {words.wrong}
        </p>
      )}
      {setting.error && <ProblemNote error={setting.error} saving />}
      <p className="line">
        <button type="submit" className="btn btn-main" disabled={setting.isPending}>
          {words.save}
        </button>
        {known !== null && (
          <button type="button" className="btn btn-danger" disabled={setting.isPending} onClick={remove}>
            {words.remove}
          </button>
        )}
        <button type="button" className="btn btn-quiet" onClick={props.onClose}>
          {common.cancel}
        </button>
      </p>
    </form>
  )
}

/** The usual SpO2 of a person: a doctor's to set; nothing for others where none is set. */
export const Baseline = ({ person }: { readonly person: PersonInfo }) => {
  const { baseline: words } = useAlarmWords()
  const { language } = useI18n()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const { baseline } = person
  const sets = may('episode.end')
  if (baseline === null && !sets) return null
  return (
    <section className="card stack" aria-labelledby="baseline-title">
      <h2 id="baseline-title">{words.title}</h2>
      <p className="num">
        {baseline === null
          ? words.none
          : words.is(String(baseline.spo2Percent), formatDay(baseline.until, language), baseline.by)}
      </p>
      <p className="muted small">{words.hint}</p>
      {open && <BaselineForm person={person} onClose={() => setOpen(false)} />}
      {!open && sets && (
        <button type="button" className="btn" onClick={() => setOpen(true)}>
          {baseline === null ? words.set : words.change}
        </button>
      )}
    </section>
  )
}
