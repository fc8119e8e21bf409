import type { Reply } from '../../api/client.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { Field, TextField } from '../../ui/form.js'

export type Role = Reply<'account.list'>['rows'][number]['grants'][number]['role']

type Props = {
  readonly role: Role
  readonly place: string
  readonly error: string | null
  readonly onRole: (role: Role) => void
  readonly onPlace: (place: string) => void
}

/** A role and the place it is held at. */
export const RolePlace = ({ role, place, error, onRole, onPlace }: Props) => {
  const { accounts: words } = useDesk()
  const { shared } = useI18n()
  const roles = Object.keys(shared.roles) as Role[] // the table is complete by its type
  return (
    <>
      <Field label={words.role}>
        {(ids) => (
          <select
            className="input"
            {...ids}
            value={role}
            onChange={(e) => onRole(roles.find((one) => one === e.target.value) ?? role)}
          >
            {roles.map((one) => (
              <option key={one} value={one}>
                {shared.roles[one]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField
        label={words.place}
        hint={words.placeHint}
        inputMode="numeric"
        value={place}
        error={error}
        onChange={onPlace}
      />
    </>
  )
}
