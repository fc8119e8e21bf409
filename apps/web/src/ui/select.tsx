import { Field } from './form.js'

type Props<T extends string> = {
  readonly label: string
  readonly value: T
  readonly options: readonly (readonly [T, string])[]
  readonly onChange: (value: T) => void
}

/** One of a list. */
export const Select = <T extends string>({ label, value, options, onChange }: Props<T>) => (
  <Field label={label}>
    {(ids) => (
      <select
        className="input"
        {...ids}
        value={value}
        onChange={(event) => onChange(options.find(([one]) => one === event.target.value)?.[0] ?? value)}
      >
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    )}
  </Field>
)
