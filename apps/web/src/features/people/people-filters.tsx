import { Link } from '@tanstack/react-router'
import { type PeopleSearch, peopleStates, tierNames } from '../../app/search-params.js'
import { useDesk } from '../../i18n/desk.js'
import { TextField } from '../../ui/form.js'
import { TierMark } from '../../ui/tier-mark.js'
import { setSearchText, useSearchText } from './search-memory.js'

/** Filters live in the address; what is searched for never does. */
export const PeopleFilters = ({ search }: { readonly search: PeopleSearch }) => {
  const { people: words } = useDesk()
  const text = useSearchText()
  const { tier, ...withoutTier } = search
  const { state, ...withoutState } = search
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
      <nav className="field" aria-label={words.tierLegend}>
        <span className="label">{words.tierLegend}</span>
        <span className="chips">
          <Link
            to="/people"
            search={withoutTier}
            className="chip"
            aria-current={tier === undefined ? 'true' : undefined}
          >
            {words.allTiers}
          </Link>
          {tierNames.map((name) => (
            <Link
              key={name}
              to="/people"
              search={{ ...search, tier: name }}
              className="chip"
              aria-current={tier === name ? 'true' : undefined}
            >
              <TierMark tier={name} />
            </Link>
          ))}
        </span>
      </nav>
      <nav className="field" aria-label={words.stateLegend}>
        <span className="label">{words.stateLegend}</span>
        <span className="chips">
          {peopleStates.map((name) => (
            <Link
              key={name}
              to="/people"
              search={name === 'all' ? withoutState : { ...search, state: name }}
              className="chip"
              aria-current={(state ?? 'all') === name ? 'true' : undefined}
            >
              {words.states[name]}
            </Link>
          ))}
        </span>
      </nav>
    </div>
  )
}
