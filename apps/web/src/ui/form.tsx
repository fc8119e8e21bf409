import { type ComponentProps, type ReactNode, useId, useState } from 'react'
import { isApiProblem } from '../api/problem.js'
import { useWords } from '../i18n/i18n.js'

type FieldProps = {
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | null | undefined
  readonly children: (ids: {
    readonly id: string
    readonly 'aria-describedby'?: string
    readonly 'aria-invalid'?: true
  }) => ReactNode
}

/** Label above, the error under the field, both tied to it for screen readers. */
export const Field = ({ label, hint, error, children }: FieldProps) => {
  const id = useId()
  const described = [hint ? `${id}-h` : '', error ? `${id}-e` : ''].filter((text) => text !== '').join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span className="hint" id={`${id}-h`}>
          {hint}
        </span>
      )}
      {children({
        id,
        ...(described === '' ? {} : { 'aria-describedby': described }),
        ...(error ? { 'aria-invalid': true as const } : {}),
      })}
      {error && (
        <span className="error" id={`${id}-e`}>
          {error}
        </span>
      )}
    </div>
  )
}

/** After a form was refused: to the first field that complains, above a keyboard that hides the rest. */
export const focusFirstWrong = (form: HTMLFormElement): void => {
  // Once the complaints are drawn.
  setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 0)
}

type TextProps = Omit<ComponentProps<'input'>, 'onChange'> & {
  readonly label: string
  readonly hint?: string
  readonly error?: string | null
  readonly onChange: (value: string) => void
}

export const TextField = ({ label, hint, error, onChange, ...rest }: TextProps) => (
  <Field label={label} hint={hint} error={error}>
    {(ids) => <input className="input" {...rest} {...ids} onChange={(event) => onChange(event.target.value)} />}
  </Field>
)

/** A password that can be looked at: typing blind on a phone locks people out. */
export const PasswordField = (props: TextProps) => {
  const words = useWords()
  const [shown, setShown] = useState(false)
  return (
    <div className="field">
      <TextField {...props} type={shown ? 'text' : 'password'} />
      <button
        type="button"
        className="btn btn-quiet small"
        style={{ alignSelf: 'start' }}
        onClick={() => setShown(!shown)}
      >
        {shown ? words.session.hidePassword : words.session.showPassword}
      </button>
    </div>
  )
}

type ChoiceProps<T extends string> = {
  readonly legend: string
  readonly name: string
  readonly value: T | null
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T) => void
}

export const Choice = <T extends string>({ legend, name, value, options, onChange }: ChoiceProps<T>) => (
  <fieldset className="field">
    <legend>{legend}</legend>
    <div className="choice">
      {options.map((option) => (
        <label key={option.value}>
          <input type="radio" name={name} checked={value === option.value} onChange={() => onChange(option.value)} />
          {option.label}
        </label>
      ))}
    </div>
  </fieldset>
)

/** The server's note on one field of a refused request, in words. */
export const useFieldError = (error: unknown): ((path: string) => string | null) => {
  const words = useWords().errors.fields
  return (path) => {
    const found = isApiProblem(error) ? error.body?.fields?.find((field) => field.path === path) : undefined
    if (found === undefined) return null
    if (found.message === 'too_small' || found.message === 'too_big' || found.message === 'invalid_format') {
      return words[found.message]
    }
    return words.other
  }
}
