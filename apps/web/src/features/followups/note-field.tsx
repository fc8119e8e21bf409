import { type RefObject, useEffect } from 'react'
import { useWords } from '../../i18n/i18n.js'
import { Field } from '../../ui/form.js'
import { useKeptNote } from '../session/kept-note.js'

type NoteProps = {
  readonly value: string
  readonly onChange: (value: string) => void
  /** Asks what is wrong with somebody who is not well. */
  readonly state?: boolean
  readonly error?: string | null
}

export const NoteField = ({ value, onChange, state = false, error = null }: NoteProps) => {
  const { followup: words, common, inBrackets } = useWords()
  return (
    <Field
      label={state ? words.state : inBrackets(words.note, common.optional)}
      hint={state ? words.stateHint : words.noteHint}
      error={error}
    >
      {(ids) => (
        <textarea
          className="input"
          rows={2}
          maxLength={500}
          {...ids}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

/** What stands in a note, and how it is forgotten once it was sent. */
export type NoteHeld = { readonly text: string; readonly forget: () => void }

type KeptProps = { readonly entryId: string; readonly start: string; readonly into: RefObject<NoteHeld> }

/** The note of an entry that is put right: it outlives the page until it is sent. */
export const CorrectNote = ({ entryId, start, into }: KeptProps) => {
  const [note, setNote] = useKeptNote(`correct.${entryId}`, start)
  useEffect(() => {
    into.current = { text: note, forget: () => setNote(null) }
  })
  return <NoteField value={note} onChange={setNote} />
}
