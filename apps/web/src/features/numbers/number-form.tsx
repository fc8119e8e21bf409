import { readDeskNumber } from '@lianfang/domain/care'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call, type Reply, serverNow } from '../../api/client.js'
import { useCommandId } from '../../api/use-command-id.js'
import { useI18n } from '../../i18n/i18n.js'
import { useNumberWords } from '../../i18n/numbers.js'
import { Field, focusFirstWrong, TextField } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { partsIn } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { useZone } from '../../ui/zone.js'

export type Numbers = Reply<'number.list'>
type Held = Numbers['townships'][number]['institution']

/** Whose number is entered: the township's institution, or the family doctor of a team. */
export type Entering = { readonly team: string | null; readonly of: string; readonly held: Held; readonly told: number }

type Choices = readonly { readonly id: string; readonly name: string; readonly phone: string | null }[]

const useSet = (onDone: () => void) => {
  const client = useQueryClient()
  const idOf = useCommandId()
  return useMutation({
    mutationFn: (body: Omit<Parameters<typeof call<'number.set'>>[1]['body'], 'id'>) =>
      call('number.set', { body: { ...body, id: idOf(body) } }),
    onSuccess: async (answer) => {
      idOf(null)
      if (answer.outcome === 'refused') return
      for (const list of ['told.list', 'told.search', 'told.read']) void client.invalidateQueries({ queryKey: [list] })
      await client.invalidateQueries({ queryKey: ['number.list'] })
      onDone()
    },
  })
}

type ChooseProps = { readonly choices: Choices; readonly source: string; readonly onChoose: (id: string) => void }

const Choose = ({ choices, source, onChoose }: ChooseProps) => {
  const { form } = useNumberWords()
  if (choices.length === 0) return null
  return (
    <Field label={form.choose}>
      {(ids) => (
        <select className="input" {...ids} value={source} onChange={({ target }) => onChoose(target.value)}>
          <option value="">{form.other}</option>
          {choices.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

type Props = {
  readonly township: string
  readonly entering: Entering
  readonly choices: Choices
  readonly onDone: () => void
}

/** Enters or changes one 24-hour number. What is wrong is said at its field before anything is sent. */
export const NumberForm = ({ township, entering, choices, onDone }: Props) => {
  const { form } = useNumberWords()
  const { words, number: written } = useI18n()
  const toast = useToast()
  const today = partsIn(serverNow(), useZone()).day
  const [draft, setDraft] = useState({
    source: '',
    name: entering.held?.name ?? '',
    number: entering.held?.number ?? '',
  })
  const [from, setFrom] = useState(today)
  const [checked, setChecked] = useState(false)
  const set = useSet(() => {
    toast({ text: form.saved })
    onDone()
  })
  const read = readDeskNumber(draft.number)
  const refused = set.data?.outcome === 'refused' ? set.data.reason : null
  const choose = (source: string): void => {
    const found = choices.find(({ id }) => id === source)
    // Another doctor's number is another: the former one's would be told as the new one's.
    setDraft(found === undefined ? { ...draft, source } : { source, name: found.name, number: found.phone ?? '' })
  }
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setChecked(true)
    const { source, name, number } = draft
    if (read.outcome === 'refused' || name.trim() === '' || from > today || from === '')
      focusFirstWrong(event.currentTarget)
    else set.mutate({ township, team: entering.team, number, name, source: source === '' ? null : source, from })
  }
  const changes = read.outcome === 'read' && entering.held !== null && read.number !== entering.held.number
  return (
    <form className="card stack narrow" onSubmit={submit} noValidate aria-label={form.title(entering.of)}>
      <h3>{form.title(entering.of)}</h3>
      <Choose choices={choices} source={draft.source} onChoose={choose} />
      <TextField
        label={entering.team === null ? form.name : form.doctor}
        hint={form.nameHint}
        maxLength={60}
        value={draft.name}
        error={checked && draft.name.trim() === '' ? form.wrong.name : null}
        onChange={(name) => setDraft({ ...draft, name })}
      />
      <TextField
        label={form.number}
        hint={form.numberHint}
        inputMode="tel"
        maxLength={40}
        value={draft.number}
        error={checked && read.outcome === 'refused' ? form.wrong[read.why] : null}
        onChange={(number) => setDraft({ ...draft, number })}
      />
      <TextField
        label={form.from}
        type="date"
        max={today}
        value={from}
        error={(checked && (from > today || from === '')) || refused === 'number-day' ? form.wrong['number-day'] : null}
        onChange={setFrom}
      />
      {changes && entering.told > 0 && <p className="note">{form.will(written(entering.told))}</p>}
      {refused === 'number-team' && (
        <p role="alert" className="note note-warn">
          {form.wrong['number-team']}
        </p>
      )}
      {set.error && <ProblemNote error={set.error} saving />}
      <p className="line">
        <button type="submit" className="btn btn-main" disabled={set.isPending}>
          {form.save}
        </button>
        <button type="button" className="btn btn-quiet" onClick={onDone}>
          {words.common.cancel}
        </button>
      </p>
    </form>
  )
}
