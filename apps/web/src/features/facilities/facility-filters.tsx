import { facilityKinds } from '@lianfang/domain/org'
import { useNavigate } from '@tanstack/react-router'
import type { FacilitySearch } from '../../app/search-params.js'
import { facilityStates } from '../../app/search-params.js'
import { useDesk } from '../../i18n/desk.js'
import { useTables } from '../../i18n/tables.js'
import { Field } from '../../ui/form.js'

/** Kind and state; they live in the address. */
export const FacilityFilters = ({ search }: { readonly search: FacilitySearch }) => {
  const { facilities: words } = useDesk()
  const tables = useTables()
  const navigate = useNavigate()
  const go = (next: FacilitySearch): void => void navigate({ to: '/facilities', search: next })
  const { kind: _kind, ...withoutKind } = search
  const { standing: _standing, ...withoutStanding } = search
  return (
    <div className="filters">
      <Field label={words.kind}>
        {(ids) => (
          <select
            className="input"
            {...ids}
            value={search.kind ?? ''}
            onChange={(event) => {
              const kind = facilityKinds.find((one) => one === event.target.value)
              go(kind === undefined ? withoutKind : { ...search, kind })
            }}
          >
            <option value="">{words.allKinds}</option>
            {facilityKinds.map((kind) => (
              <option key={kind} value={kind}>
                {tables.facilityKinds[kind]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <fieldset className="field">
        <legend>{words.state}</legend>
        <span className="chips">
          {facilityStates.map((state) => (
            <button
              key={state}
              type="button"
              className="chip"
              aria-pressed={(search.standing ?? 'open') === state}
              onClick={() => go(state === 'open' ? withoutStanding : { ...search, standing: state })}
            >
              {words.states[state]}
            </button>
          ))}
        </span>
      </fieldset>
    </div>
  )
}
