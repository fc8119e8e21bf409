import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type PeopleSearch, peopleStates, tierNames } from '../../app/search-params.js'
import { useDesk } from '../../i18n/desk.js'
import { TextField } from '../../ui/form.js'
import { TierMark } from '../../ui/tier-mark.js'
import { useMay } from '../session/session.js'
import { setSearchText, useSearchText } from './search-memory.js'

type ChipProps = { readonly on: boolean; readonly to: PeopleSearch; readonly children: ReactNode }

const Chip = ({ on, to, children }: ChipProps) => {
  const navigate = useNavigate()
  return (
    <button type="button" className="chip" aria-pressed={on} onClick={() => navigate({ to: '/people', search: to })}>
      {children}
    </button>
  )
}

/** Filters live in the address; what is searched for never does. */
export const PeopleFilters = ({ search }: { readonly search: PeopleSearch }) => {
  const { people: words } = useDesk()
  const may = useMay()
  const text = useSearchText()
  const { tier, ...withoutTier } = search
  const { state, ...withoutState } = search
  // Whether a recorded death was a mistake is looked at by township and county.
  const offered = peopleStates.filter(
    (name) => (name !== 'doubtfulDeath' && name !== 'askedBack') || may('move.decide'),
  )
  return (
    <div className="filters">
      <div className="search">
        <TextField
          label={words.searchLabel}
          type="search"
          autoComplete="off"
          maxLength={60}
          data-search
          value={text}
          onChange={setSearchText}
        />
      </div>
      <fieldset className="field">
        <legend>{words.tierLegend}</legend>
        <span className="chips">
          <Chip on={tier === undefined} to={withoutTier}>
            {words.allTiers}
          </Chip>
          {tierNames.map((name) => (
            <Chip key={name} on={tier === name} to={{ ...search, tier: name }}>
              <TierMark tier={name} />
            </Chip>
          ))}
        </span>
      </fieldset>
      <fieldset className="field">
        <legend>{words.stateLegend}</legend>
        <span className="chips">
          {offered.map((name) => (
            <Chip
              key={name}
              on={(state ?? 'all') === name}
              to={name === 'all' ? withoutState : { ...search, state: name }}
            >
              {words.states[name]}
            </Chip>
          ))}
        </span>
      </fieldset>
    </div>
  )
}
