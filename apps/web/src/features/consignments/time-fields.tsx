import { useConsignments } from '../../i18n/consignments.js'
import { TextField } from '../../ui/form.js'
import { OneOf } from '../../ui/one-of.js'
import { Select } from '../../ui/select.js'

/** A time by the clock of a place, as it is typed. */
export type TimeDraft = { readonly local: string; readonly zone: string; readonly second: boolean | null }

type ZoneProps = { readonly label: string; readonly value: string; readonly onChange: (zone: string) => void }

/** Whose clock it is. */
export const ZoneSelect = ({ label, value, onChange }: ZoneProps) => {
  const { zones } = useConsignments()
  const known = Object.entries(zones)
  const all = known.some(([zone]) => zone === value) ? known : [...known, [value, value] as const]
  return <Select label={label} value={value} options={all} onChange={onChange} />
}

type Props = {
  readonly draft: TimeDraft
  readonly error: string | null
  /** The hour came twice there: it is asked which of the two is meant. */
  readonly isTwice: boolean
  readonly set: (change: Partial<TimeDraft>) => void
}

/** A local time and whose clock it was read off. */
export const TimeFields = ({ draft, error, isTwice, set }: Props) => {
  const { way: words } = useConsignments()
  return (
    <>
      <TextField
        label={words.local}
        type="datetime-local"
        value={draft.local}
        error={error}
        onChange={(local) => set({ local, second: null })}
      />
      <ZoneSelect label={words.zone} value={draft.zone} onChange={(zone) => set({ zone, second: null })} />
      {(isTwice || draft.second !== null) && (
        <OneOf
          label={words.second}
          any="–"
          value={draft.second === null ? undefined : draft.second ? 'second' : 'first'}
          options={(['first', 'second'] as const).map((one) => [one, words.seconds[one]] as const)}
          onChange={(one) => set({ second: one === undefined ? null : one === 'second' })}
        />
      )}
    </>
  )
}
