import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call, type Reply } from '../../api/client.js'
import { useCommandId } from '../../api/use-command-id.js'
import { useI18n } from '../../i18n/i18n.js'
import { useMedicineWords } from '../../i18n/medicine.js'
import { Choice, focusFirstWrong, TextField } from '../../ui/form.js'
import { Moment } from '../../ui/moment.js'
import { ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { useKeptNote } from '../session/kept-note.js'
import { useMay } from '../session/session.js'

export type MedicineRequest = Reply<'medicine.list'>['rows'][number]
type End = NonNullable<MedicineRequest['closed']>
const ends = ['supplied', 'longPrescription', 'sentOn', 'notNeeded'] as const

/** How a request ended, by whom. */
export const Closed = ({ closed }: { readonly closed: End }) => {
  const words = useMedicineWords()
  const { number } = useI18n()
  return (
    <p className="note">
      <span className="strong">{words.ends[closed.how]}</span>
      {closed.daysLeft !== null && ` · ${words.days(number(closed.daysLeft))}`}
      {closed.note !== null && ` · ${closed.note}`}{' '}
      <span className="muted small">
        {closed.by} <Moment at={closed.at} />
      </span>
    </p>
  )
}

const useClosing = (request: MedicineRequest) => {
  const client = useQueryClient()
  const toast = useToast()
  const words = useMedicineWords()
  const { shared } = useI18n()
  const idOf = useCommandId()
  return useMutation({
    mutationFn: (body: { readonly how: End['how']; readonly daysLeft: number | null; readonly note: string | null }) =>
      call('medicine.close', { params: { id: request.id }, body: { id: idOf(body), ...body } }),
    onSuccess: (answer) => {
      idOf(null)
      toast({ text: answer.outcome === 'refused' ? shared.refusals[answer.reason] : words.closedNow(request.name) })
      void client.invalidateQueries({ queryKey: ['medicine.list'] })
      void client.invalidateQueries({ queryKey: ['person.read'] })
    },
  })
}

type FormProps = { readonly request: MedicineRequest; readonly onCancel: () => void }

const CloseForm = ({ request, onCancel }: FormProps) => {
  const words = useMedicineWords()
  const { words: base, shared } = useI18n()
  const closing = useClosing(request)
  const [how, setHow] = useState<End['how']>('supplied')
  const [days, setDays] = useState('')
  const [note, setNote] = useKeptNote(`closeMedicine.${request.id}`)
  const [checked, setChecked] = useState(false)
  const given = how === 'supplied' || how === 'longPrescription'
  const number = Number(days)
  const daysWrong = given && !(days.trim() !== '' && Number.isInteger(number) && number >= 1 && number <= 400)
  const noteWrong = !given && note.trim() === ''
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setChecked(true)
    if (daysWrong || noteWrong) focusFirstWrong(event.currentTarget)
    else {
      const body = { how, daysLeft: given ? number : null, note: note.trim() === '' ? null : note.trim() }
      closing.mutate(body, { onSuccess: ({ outcome }) => outcome !== 'refused' && setNote(null) })
    }
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      {closing.error && <ProblemNote error={closing.error} saving />}
      <Choice
        legend={words.how}
        name={`how-${request.id}`}
        value={how}
        options={ends.map((value) => ({ value, label: words.ends[value] }))}
        onChange={setHow}
      />
      {given && (
        <TextField
          label={words.daysGiven}
          inputMode="numeric"
          maxLength={3}
          value={days}
          error={checked && daysWrong ? shared.refusals['medicine-days'] : null}
          onChange={setDays}
        />
      )}
      <TextField
        label={given ? words.closeNote : words.closeWhy}
        maxLength={200}
        value={note}
        error={checked && noteWrong ? shared.refusals['medicine-note'] : null}
        onChange={setNote}
      />
      <p className="line">
        <button type="submit" className="btn btn-main" disabled={closing.isPending}>
          {words.close}
        </button>
        <button type="button" className="btn btn-quiet" onClick={onCancel}>
          {base.common.cancel}
        </button>
      </p>
    </form>
  )
}

/** Opens the form for those who may close; others see that it waits. */
export const CloseRequest = ({ request }: { readonly request: MedicineRequest }) => {
  const words = useMedicineWords()
  const may = useMay()
  const [open, setOpen] = useState(false)
  if (!may('medicine.close')) return <p className="muted">{words.waits}</p>
  if (open) return <CloseForm request={request} onCancel={() => setOpen(false)} />
  return (
    <button type="button" className="btn" style={{ alignSelf: 'start' }} onClick={() => setOpen(true)}>
      {words.close}
    </button>
  )
}
