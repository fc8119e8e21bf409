import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, serverNow } from '../../api/client.js'
import { useAlarmWords } from '../../i18n/alarms.js'
import { useI18n } from '../../i18n/i18n.js'
import { Choice, Field } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import type { PersonInfo } from '../people/person-facts.js'
import { useKeptNote } from '../session/kept-note.js'

type Kind = 'infection' | 'worsening'
type Since = 'now' | 'yesterday' | 'before'

const dayMs = 86_400_000
const daysBack: Readonly<Record<Since, number>> = { now: 0, yesterday: 1, before: 2 }
const stale = ['person.read', 'person.list', 'followup.today', 'alarm.list']

type Form = { readonly kind: Kind | null; readonly since: Since; readonly note: string }

/** Reports; each try of the same content keeps its command's id and its moment. */
const useReport = (person: PersonInfo, onDone: () => void) => {
  const client = useQueryClient()
  const toast = useToast()
  const { shared } = useI18n()
  const { report } = useAlarmWords()
  return useMutation({
    mutationFn: (body: { readonly id: string; readonly kind: Kind; readonly at: string; readonly note: string }) =>
      call('episode.begin', { params: { id: person.id }, body }),
    onSuccess: async (answer) => {
      const reasons: Readonly<Record<string, string>> = shared.refusals
      const done = person.tier.tier === 'red' ? report.doneRed(person.name) : report.done(person.name)
      toast({ text: answer.outcome === 'refused' ? (reasons[answer.reason] ?? '') : done })
      await Promise.all(stale.map((route) => client.invalidateQueries({ queryKey: [route] })))
      onDone()
    },
  })
}

type Props = { readonly person: PersonInfo; readonly onDone: () => void }

/** An infection, or an illness that is clearly worse: which, since when, how it is; and what follows from it (K5). */
export const WorseForm = ({ person, onDone }: Props) => {
  const { report: words } = useAlarmWords()
  const [note, setNote] = useKeptNote(`worse.${person.id}`)
  const [form, setForm] = useState<Form>({ kind: null, since: 'now', note })
  const [made, setMade] = useState(() => ({ id: uuidv7(), now: serverNow() }))
  const [checked, setChecked] = useState(false)
  const sending = useReport(person, () => {
    setNote('')
    onDone()
  })
  const set = (change: Partial<Form>): void => {
    if (change.note !== undefined) setNote(change.note)
    setForm({ ...form, ...change })
    setMade({ id: uuidv7(), now: serverNow() })
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setChecked(true)
    const { kind, since, note } = form
    if (kind === null) return
    const at = new Date(made.now - daysBack[since] * dayMs).toISOString()
    sending.mutate({ id: made.id, kind, at, note: note.trim() })
  }
  return (
    <form className="stack-wide record" onSubmit={submit} noValidate>
      <Choice
        legend={words.kind}
        name="episode-kind"
        value={form.kind}
        options={[
          { value: 'infection', label: words.kinds.infection },
          { value: 'worsening', label: words.kinds.worsening },
        ]}
        onChange={(kind: Kind) => set({ kind })}
      />
      {checked && form.kind === null && (
        <p className="alarm-text" role="alert">
          {words.kindMissing}
        </p>
      )}
      <Choice
        legend={words.since}
        name="episode-since"
        value={form.since}
        options={[
          { value: 'now', label: words.sinces.now },
          { value: 'yesterday', label: words.sinces.yesterday },
          { value: 'before', label: words.sinces.before },
        ]}
        onChange={(since: Since) => set({ since })}
      />
      <Field label={words.note}>
        {(ids) => (
          <textarea
            className="input"
            rows={3}
            maxLength={500}
            {...ids}
            value={form.note}
            onChange={(event) => set({ note: event.target.value })}
          />
        )}
      </Field>
      <p className={person.tier.tier === 'red' ? 'note note-alarm' : 'note'}>
        {person.tier.tier === 'red' ? words.willRed : words.willOther}
      </p>
      {sending.error && <ProblemNote error={sending.error} saving />}
      <button type="submit" className="btn btn-main btn-big" disabled={sending.isPending}>
        {words.submit}
      </button>
    </form>
  )
}

/** Whether there is something to report: not about somebody who is gone, nor twice. */
export const mayBecomeWorse = ({ life, episode }: Pick<PersonInfo, 'life' | 'episode'>): boolean =>
  life.status !== 'dead' && life.status !== 'left' && episode === null
