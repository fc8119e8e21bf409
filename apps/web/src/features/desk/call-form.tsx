import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { type ArgsOf, call, type Reply } from '../../api/client.js'
import { useAlarmWords } from '../../i18n/alarms.js'
import { useI18n } from '../../i18n/i18n.js'
import { useNightWords } from '../../i18n/night.js'
import { Field, focusFirstWrong, TextField } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { formatInstant } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import { About, type Person } from './about.js'
import type { DeskState } from './use-desk-page.js'

type Body = ArgsOf<'call.record'>['body']
type Recorded = Extract<Reply<'call.record'>, { outcome: 'recorded' | 'already-recorded' }>['call']

const blank = {
  number: '',
  caller: '',
  other: '',
  said: '',
  spo2: '',
  temperature: '',
  redFlags: [] as Body['redFlags'],
  dayFlags: [] as Body['dayFlags'],
  signs: [] as Body['signs'],
}
type Draft = typeof blank

type FlagsProps<T extends string> = {
  readonly legend: string
  readonly all: readonly T[]
  readonly words: Readonly<Record<T, string>>
  readonly ticked: readonly T[]
  readonly onChange: (ticked: T[]) => void
}

const Flags = <T extends string>({ legend, all, words, ticked, onChange }: FlagsProps<T>) => (
  <fieldset className="field">
    <legend>{legend}</legend>
    <div className="call-flags">
      {all.map((one) => (
        <label key={one}>
          <input
            type="checkbox"
            checked={ticked.includes(one)}
            onChange={({ target }) => onChange(all.filter((o) => (o === one ? target.checked : ticked.includes(o))))}
          />
          {words[one]}
        </label>
      ))}
    </div>
  </fieldset>
)

/** A reading as typed: nothing, a number in its range, or wrong. */
const readingOf = (text: string, least: number, most: number): number | null | 'wrong' => {
  if (text.trim() === '') return null
  const value = Number(text.replace('，', '.').replace(',', '.'))
  return Number.isFinite(value) && value >= least && value <= most ? Math.round(value * 10) / 10 : 'wrong'
}

const useRecord = (place: string, onRecorded: (call: Recorded) => void) => {
  const client = useQueryClient()
  const id = useRef(uuidv7())
  const last = useRef('')
  return useMutation({
    mutationFn: (body: Omit<Body, 'id' | 'place'>) => {
      // The same call sent again keeps its id; one that was changed after a refusal is another command.
      const key = JSON.stringify(body)
      if (last.current !== key) id.current = uuidv7()
      last.current = key
      return call('call.record', { body: { ...body, id: id.current, place } })
    },
    onSuccess: (answer) => {
      // Another call of the same number may say the very same.
      last.current = ''
      for (const list of ['call.list', 'desk.read', 'alarm.list']) void client.invalidateQueries({ queryKey: [list] })
      if (answer.outcome !== 'refused') onRecorded(answer.call)
    },
  })
}

type DoneProps = { readonly recorded: Recorded; readonly onAgain: () => void; readonly onClose: () => void }

/** What the call comes to, said at once and in the largest letters of the page. */
const Done = ({ recorded, onAgain, onClose }: DoneProps) => {
  const { result, form } = useNightWords()
  const { language } = useI18n()
  const zone = useZone()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <section className={`note stack ${recorded.outcome === 'emergency' ? 'note-alarm' : 'note-good'}`} role="status">
      <h2 tabIndex={-1} ref={title}>
        {result[recorded.outcome]}
      </h2>
      <p>
        {result.saved} {result.by(formatInstant(recorded.dueAt, zone, language))}
      </p>
      {recorded.alarm && <p>{result.alarm}</p>}
      <p className="line">
        {recorded.outcome === 'emergency' && (
          <a href="tel:120" className="btn btn-danger">
            120
          </a>
        )}
        <button type="button" className="btn btn-main" onClick={onClose}>
          {form.close}
        </button>
        <button type="button" className="btn" onClick={onAgain}>
          {form.again}
        </button>
      </p>
    </section>
  )
}

type ScriptProps = {
  readonly draft: Draft
  readonly set: (more: Partial<Draft>) => void
  readonly script: DeskState['script']
  readonly wrong: { readonly spo2: boolean; readonly temperature: boolean }
}

const Script = ({ draft, set, script, wrong }: ScriptProps) => {
  const { form, red, day } = useNightWords()
  const { signs } = useAlarmWords()
  const more = [...new Set([...script.child, ...script.pregnant])]
  return (
    <>
      <Flags
        legend={form.red}
        all={script.redFlags}
        words={red}
        ticked={draft.redFlags}
        onChange={(redFlags) => set({ redFlags })}
      />
      {draft.redFlags.length + draft.signs.length > 0 && (
        <p role="alert" className="note note-alarm strong">
          {form.now}
        </p>
      )}
      <details>
        <summary>{form.more}</summary>
        <Flags
          legend={`${form.child} · ${form.pregnant}`}
          all={more}
          words={signs}
          ticked={draft.signs}
          onChange={(ticked) => set({ signs: ticked })}
        />
      </details>
      <div className="call-two">
        <TextField
          label={form.spo2}
          inputMode="numeric"
          maxLength={5}
          value={draft.spo2}
          error={wrong.spo2 ? form.readingWrong : null}
          onChange={(spo2) => set({ spo2 })}
        />
        <TextField
          label={form.temperature}
          inputMode="decimal"
          maxLength={5}
          value={draft.temperature}
          error={wrong.temperature ? form.readingWrong : null}
          onChange={(temperature) => set({ temperature })}
        />
      </div>
      <Flags
        legend={form.day}
        all={script.dayFlags}
        words={day}
        ticked={draft.dayFlags}
        onChange={(dayFlags) => set({ dayFlags })}
      />
    </>
  )
}

type Props = { readonly place: string; readonly script: DeskState['script']; readonly onClose: () => void }

const useCallDraft = (place: string) => {
  const [draft, setDraft] = useState<Draft>(blank)
  const [person, setPerson] = useState<Person | null>(null)
  const [recorded, setRecorded] = useState<Recorded | null>(null)
  const [checked, setChecked] = useState(false)
  const record = useRecord(place, setRecorded)
  const spo2 = readingOf(draft.spo2, 50, 100)
  const temperature = readingOf(draft.temperature, 30, 45)
  const nobody =
    person === null && draft.other.trim() === '' && draft.number.trim() === '' && draft.caller.trim() === ''
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setChecked(true)
    if (spo2 === 'wrong' || temperature === 'wrong' || nobody) {
      focusFirstWrong(event.currentTarget)
      return
    }
    const { redFlags, dayFlags, signs, said, other } = draft
    record.mutate({
      ...{ redFlags, dayFlags, signs, said, about: person === null ? other : '', personId: person?.id ?? null },
      caller: { number: draft.number, name: draft.caller },
      spo2Percent: spo2 === null ? null : Math.round(spo2),
      temperatureC: temperature,
    })
  }
  const again = (): void => {
    setDraft(blank)
    setPerson(null)
    setRecorded(null)
    setChecked(false)
  }
  const wrong = { spo2: checked && spo2 === 'wrong', temperature: checked && temperature === 'wrong' }
  const set = (more: Partial<Draft>): void => setDraft((old) => ({ ...old, ...more }))
  return { draft, set, person, setPerson, recorded, record, submit, again, wrong, nobody: checked && nobody }
}

/** A call that comes in: who, about whom, the script, and what was said. What it comes to is answered by the rule. */
export const CallForm = ({ place, script, onClose }: Props) => {
  const { form } = useNightWords()
  const { common } = useI18n().words
  const { draft, set, person, setPerson, recorded, record, submit, again, wrong, nobody } = useCallDraft(place)
  if (recorded !== null) return <Done recorded={recorded} onAgain={again} onClose={onClose} />
  return (
    <form className="card call-form" onSubmit={submit} noValidate aria-label={form.title}>
      <h2>{form.title}</h2>
      <div className="call-two">
        <TextField
          label={form.number}
          hint={form.numberHint}
          inputMode="tel"
          autoComplete="off"
          maxLength={30}
          value={draft.number}
          onChange={(number) => set({ number })}
        />
        <TextField
          label={form.caller}
          autoComplete="off"
          maxLength={40}
          value={draft.caller}
          onChange={(caller) => set({ caller })}
        />
      </div>
      <About
        place={place}
        person={person}
        other={draft.other}
        error={nobody ? form.missing : null}
        onPerson={setPerson}
        onOther={(other) => set({ other })}
      />
      <Script draft={draft} set={set} script={script} wrong={wrong} />
      <Field label={form.said}>
        {(ids) => (
          <textarea
            className="input"
            rows={2}
            maxLength={500}
            {...ids}
            value={draft.said}
            onChange={({ target }) => set({ said: target.value })}
          />
        )}
      </Field>
      {record.error && <ProblemNote error={record.error} saving />}
      <p className="line">
        <button type="submit" className="btn btn-main btn-big" disabled={record.isPending}>
          {form.submit}
        </button>
        <button type="button" className="btn btn-quiet" onClick={onClose}>
          {common.cancel}
        </button>
      </p>
    </form>
  )
}
