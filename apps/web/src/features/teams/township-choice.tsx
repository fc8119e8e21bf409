import { Link } from '@tanstack/react-router'
import { useApi } from '../../api/use-api.js'
import { useDesk } from '../../i18n/desk.js'
import { Loaded } from '../../ui/states.js'

type Props = {
  readonly county: string
  readonly to: '/teams' | '/teams/new' | '/teams/away' | '/teams/balance' | '/teams/grids'
}

/** Teams are made in a township: which one, where a county or more is looked at. */
export const TownshipChoice = ({ county, to }: Props) => {
  const { teams: words } = useDesk()
  const query = useApi('division.read', { params: { code: county } }, { staleTime: 3_600_000 })
  return (
    <nav className="note stack" aria-label={words.townships}>
      <p>{words.needTownship}</p>
      <Loaded query={query} rows={2}>
        {({ children }) => (
          <ul className="links">
            {children.map(({ code, name }) => (
              <li key={code}>
                <Link to={to === '/teams/new' ? '/teams/$id' : to} params={{ id: 'new' }} search={{ place: code }}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </nav>
  )
}
