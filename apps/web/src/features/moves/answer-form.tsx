import { type FormEvent, useState } from 'react'
import type { Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { useBindingWords } from '../../i18n/bindings.js'
import { useDesk } from '../../i18n/desk.js'
import { useWords } from '../../i18n/i18n.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { PlaceSelect } from '../../ui/place-select.js'
import { ProblemNote } from '../../ui/states.js'
import { useKeptNote } from '../session/kept-note.js'
import { type Answer, type Move, useDecide } from './use-decide.js'

type FormProps = {
  readonly move: Move
  readonly pending: boolean
  readonly onAnswer: (answer: Answer, onSaved: () => void) => void
}

/** Whoever is accepted into a village without a team is on nobody's list until somebody sees to it. */
const isUnserved = (told: Reply<'team.list'> | undefined, village: string): boolean =>
  told !== undefined && !told.teams.some(({ villages }) => villages.some(({ code }) => code === village))

const Accept = ({ move, pending, onAnswer }: FormProps) => {
  const { moves: words } = useDesk()
  const [village, setVillage] = useState<string>(move.toVillage ?? '')
  const [checked, setChecked] = useState(false)
  const query = useApi('division.read', { params: { code: move.toTownship } }, { staleTime: 3_600_000 })
  const bindings = useBindingWords()
  const teams = useApi('team.list', { query: { place: placeInUrl(move.toTownship) } })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setChecked(true)
    if (village === '') focusFirstWrong(event.currentTarget)
    else onAnswer({ accept: true, village }, () => undefined)
  }
  return (
    <form className="stack narrow" onSubmit={submit} noValidate>
      {query.error && <ProblemNote error={query.error} onRetry={() => query.refetch()} />}
      <PlaceSelect
        label={words.acceptInto}
        empty={words.choose}
        places={query.data?.children ?? []}
        value={village}
        error={checked && village === '' ? words.villageMissing : null}
        onChange={setVillage}
      />
      <p className="muted">{words.acceptHint}</p>
      {village !== '' && isUnserved(teams.data, village) && (
        <p className="note note-warn" role="status">
          {bindings.moveUnserved}
        </p>
      )}
      <p>
        <button type="submit" className="btn btn-main" disabled={pending}>
          {words.acceptSend}
        </button>
      </p>
    </form>
  )
}

const Refuse = ({ move, pending, onAnswer }: FormProps) => {
  const { moves: words } = useDesk()
  const [reason, setReason] = useKeptNote(`refuseMove.${move.id}`)
  const [checked, setChecked] = useState(false)
  const blank = reason.trim() === ''
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setChecked(true)
    if (blank) focusFirstWrong(event.currentTarget)
    else onAnswer({ accept: false, reason: reason.trim() }, () => setReason(null))
  }
  return (
    <form className="stack narrow" onSubmit={submit} noValidate>
      <TextField
        label={words.refuseWhy}
        hint={words.refuseHint}
        maxLength={500}
        value={reason}
        error={checked && blank ? words.reasonMissing : null}
        onChange={setReason}
      />
      <p>
        <button type="submit" className="btn btn-danger" disabled={pending}>
          {words.refuseSend}
        </button>
      </p>
    </form>
  )
}

/** The receiving desk's answer: into a village of its own, or refused with a reason that the other desk reads. */
export const AnswerForm = ({ move }: { readonly move: Move }) => {
  const { moves: words } = useDesk()
  const { common } = useWords()
  const [what, setWhat] = useState<'accept' | 'refuse' | null>(null)
  const decide = useDecide(move)
  const form = {
    move,
    pending: decide.isPending,
    onAnswer: (answer: Answer, onSaved: () => void) => decide.mutate(answer, { onSuccess: onSaved }),
  }
  return (
    <>
      {decide.error && <ProblemNote error={decide.error} saving />}
      {what === null ? (
        <p className="line">
          <button type="button" className="btn btn-main" onClick={() => setWhat('accept')}>
            {words.accept}
          </button>
          <button type="button" className="btn" onClick={() => setWhat('refuse')}>
            {words.refuse}
          </button>
        </p>
      ) : (
        <>
          {what === 'accept' ? <Accept {...form} /> : <Refuse {...form} />}
          <button type="button" className="btn btn-quiet" style={{ alignSelf: 'start' }} onClick={() => setWhat(null)}>
            {common.cancel}
          </button>
        </>
      )}
    </>
  )
}
