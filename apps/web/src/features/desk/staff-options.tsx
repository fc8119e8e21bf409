import { useNightWords } from '../../i18n/night.js'
import type { DeskState } from './use-desk-page.js'

type Colleague = DeskState['staff'][number]

type Props = {
  readonly staff: readonly Colleague[]
  /** What stands for a person in the form. */
  readonly keyOf?: (one: Colleague) => string
  readonly textOf?: (one: Colleague) => string
}

/** Colleagues to choose from; who never signed in stands apart, below. */
export const StaffOptions = ({ staff, keyOf = ({ id }) => id, textOf = ({ name }) => name }: Props) => {
  const { acts } = useNightWords()
  const group = (label: string, list: readonly Colleague[]) =>
    list.length === 0 ? null : (
      <optgroup label={label}>
        {list.map((one) => (
          <option key={one.id} value={keyOf(one)}>
            {textOf(one)}
          </option>
        ))}
      </optgroup>
    )
  return (
    <>
      {group(
        acts.colleagues,
        staff.filter((one) => one.signedIn),
      )}
      {group(
        acts.neverIn,
        staff.filter((one) => !one.signedIn),
      )}
    </>
  )
}

/** Said as soon as somebody is chosen who would not see what comes. */
export const NeverInNote = ({ staff, chosen }: { readonly staff: readonly Colleague[]; readonly chosen: string }) => {
  const { acts } = useNightWords()
  const one = staff.find(({ id }) => id === chosen)
  if (one === undefined || one.signedIn) return null
  return (
    <p className="note note-warn" role="status">
      {acts.neverInChosen(one.name)}
    </p>
  )
}
