import { addDays, parseDay } from '@lianfang/domain/shared'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, serverNow } from '../../api/client.js'
import { useAlarmWords } from '../../i18n/alarms.js'
import { useI18n } from '../../i18n/i18n.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { formatDay, partsIn } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { useZone } from '../../ui/zone.js'
import type { PersonInfo } from '../people/person-facts.js'
import { useMay } from '../session/session.js'
import { useBaselineValues } from './values.js'

type Props = { readonly person: PersonInfo; readonly onClose: () => void }
type Setting = { readonly spo2Percent: number | null; readonly until: string | null }

const fieldOf = { 'baseline-range': 'value', 'baseline-day': 'until' } as const

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
      const atField = answer.outcome === 'refused' && answer.reason in fieldOf
      if (!atField) toast({ text: answer.outcome === 'refused' ? (reasons[answer.reason] ?? '') : done })
      if (answer.outcome !== 'refused') onClose()
      return client.invalidateQueries({ queryKey: ['person.read'] })
    },
  })
}

/** What the rules in force allow, and how a value outside is answered; null before they are loaded: then the server says. */
const useLimits = () => {
  const { baseline: words } = useAlarmWords()
  const { language, number } = useI18n()
  const values = useBaselineValues()
  const today = parseDay(partsIn(serverNow(), useZone()).day)
  if (values === null || today === null) return null
  const { least, most } = values.spo2Percent
  const [first, last] = [addDays(today, 1), addDays(today, values.validDays)]
  return {
    ...{ least, most, first, last },
    valueSays: words.valueWrong(number(least), number(most)),
    untilSays: words.untilWrong(formatDay(first, language), formatDay(last, language)),
  }
}

const BaselineForm = (props: Props) => {
  const { baseline: words } = useAlarmWords()
  const { words: base, shared } = useI18n()
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
    setting.reset()
  }
  const note = form.note.trim()
  const value = Number(form.value)
  const until = parseDay(form.until)
  const limits = useLimits()
  const whole = form.value !== '' && Number.isInteger(value)
  const valueWrong = !whole || (limits !== null && (value < limits.least || value > limits.most))
  const untilWrong = until === null || (limits !== null && (until < limits.first || until > limits.last))
  const refused = setting.data?.outcome === 'refused' ? setting.data.reason : null
  const valueError =
    (wrong && valueWrong) || refused === 'baseline-range'
      ? (limits?.valueSays ?? shared.refusals['baseline-range'])
      : null
  const untilError =
    (wrong && untilWrong) || refused === 'baseline-day' ? (limits?.untilSays ?? shared.refusals['baseline-day']) : null
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setWrong(true)
    if (valueWrong || untilWrong || note.length < 2) focusFirstWrong(event.currentTarget)
    else setting.mutate({ id, spo2Percent: value, until, note })
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
        error={valueError}
        onChange={(text) => set({ value: text })}
      />
      <TextField
        label={words.until}
        type="date"
        value={form.until}
        error={untilError}
        onChange={(until) => set({ until })}
      />
      <TextField
        label={words.why}
        maxLength={500}
        value={form.note}
        error={wrong && note.length < 2 ? words.wrong : null}
        onChange={(text) => set({ note: text })}
      />
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
          {base.common.cancel}
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
