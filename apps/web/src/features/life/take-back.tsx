import { type FormEvent, useState } from 'react'
import { useWords } from '../../i18n/i18n.js'
import { useLifeWords } from '../../i18n/life.js'
import { TextField } from '../../ui/form.js'
import type { Entry } from '../people/timeline.js'
import { useKeptNote } from '../session/kept-note.js'
import { useTakeBack } from './use-life.js'

type Props = {
  readonly person: { readonly id: string; readonly name: string }
  readonly entry: Pick<Entry, 'id' | 'kind' | 'cause' | 'corrected' | 'mine'>
}

/** Takes back a life event that did not happen; whoever entered a death is told who can. */
export const TakeBack = ({ person, entry }: Props) => {
  const words = useLifeWords()
  const { common } = useWords()
  const takeBack = useTakeBack()
  const [open, setOpen] = useState(false)
  const [note, setNote] = useKeptNote(`takeBack.${entry.id}`)
  const [sent, setSent] = useState(false)
  if (entry.kind !== 'life' || entry.cause === 'takenBack' || entry.corrected || sent) return null
  if (!open) {
    return (
      <button type="button" className="btn btn-quiet small" onClick={() => setOpen(true)}>
        {words.takeBack}
      </button>
    )
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    takeBack(person, { event: entry.id, note })
    setNote(null)
    setSent(true)
  }
  const close = (
    <button type="button" className="btn btn-quiet" onClick={() => setOpen(false)}>
      {common.cancel}
    </button>
  )
  if (entry.cause === 'death' && entry.mine) {
    return (
      <div className="note entry-form">
        <p role="status">{words.notYours}</p>
        {close}
      </div>
    )
  }
  return (
    <form className="note stack entry-form" onSubmit={submit}>
      <p>{entry.cause === 'joined' ? words.apartWhat : words.takeBackWhat}</p>
      <TextField label={words.takeBackNote} maxLength={500} value={note} onChange={setNote} />
      <p className="line">
        <button type="submit" className="btn btn-main">
          {words.takeBackSend}
        </button>
        {close}
      </p>
    </form>
  )
}
