import { useWords } from '../../i18n/i18n.js'
import { Field } from '../../ui/form.js'

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
