import { Field } from './form.js'

type Props<T extends string> = {
  readonly label: string
  /** The option that stands for none. */
  readonly any: string
  readonly value: T | undefined
  readonly options: readonly (readonly [T, string])[]
  readonly error?: string | null
  readonly onChange: (value: T | undefined) => void
}

/** One of a list, or none. */
export const OneOf = <T extends string>({ label, any, value, options, error, onChange }: Props<T>) => (
  <Field label={label} error={error}>
    {(ids) => (
      <select
        className="input"
        {...ids}
        value={value ?? ''}
        onChange={(event) => onChange(options.find(([one]) => one === event.target.value)?.[0])}
      >
        <option value="">{any}</option>
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    )}
  </Field>
)
