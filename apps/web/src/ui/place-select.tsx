import { Field } from './form.js'

type Props = {
  readonly label: string
  /** The option that stands for none. */
  readonly empty: string
  readonly places: readonly { readonly code: string; readonly name: string }[]
  readonly value: string
  readonly error?: string | null
  readonly onChange: (code: string) => void
}

/** One of a few places, by name. */
export const PlaceSelect = ({ label, empty, places, value, error, onChange }: Props) => (
  <Field label={label} error={error}>
    {(ids) => (
      <select className="input" {...ids} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{empty}</option>
        {places.map((one) => (
          <option key={one.code} value={one.code}>
            {one.name}
          </option>
        ))}
      </select>
    )}
  </Field>
)
