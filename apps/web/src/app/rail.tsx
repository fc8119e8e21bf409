import { Link } from '@tanstack/react-router'
import { placeInUrl } from '../api/path.js'
import { OpenCount } from '../features/alarms/open-count.js'
import { WaitingCount } from '../features/moves/waiting-count.js'
import { useSession } from '../features/session/session.js'
import { useDesk } from '../i18n/desk.js'
import { type Module, modules } from './modules.js'
import { usePlace } from './use-place.js'

const icons: Readonly<Record<Module['name'], string>> = {
  morning: 'M2 15h16M5 15a5 5 0 0 1 10 0M10 3v3M3.5 7.5l2 2M16.5 7.5l-2 2M1 11h2M17 11h2',
  league: 'M4 18v-6h4v6M8 18V5h4v13M12 18V9h4v9M2 18h16',
  board: 'M3 3h6v6H3zM11 3h6v4h-6zM11 9h6v8h-6zM3 11h6v6H3z',
  alarms: 'M10 2a5 5 0 0 0-5 5v4l-2 3h14l-2-3V7a5 5 0 0 0-5-5zM8 16a2 2 0 0 0 4 0',
  six: 'M3 4l2 2 3-3M3 10l2 2 3-3M3 16l2 2 3-3M11 5h6M11 11h6M11 17h6',
  today: 'M3 4h14v13H3zM3 8h14M7 2v4M13 2v4',
  people: 'M8 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 17a6 6 0 0 1 12 0M14 4a3 3 0 0 1 0 5M16 12a5 5 0 0 1 2.5 5',
  tier: 'M10 2l7 3v5c0 4-3 7-7 8-4-1-7-4-7-8V5zM7 10l2 2 4-4',
  moves: 'M2 6h9M8 3l3 3-3 3M18 14H9M12 11l-3 3 3 3',
  teams:
    'M7 7a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM14 8a2 2 0 1 0 0-4M2 12a5 5 0 0 1 10 0v1H2zM5 17h13v-2a4 4 0 0 0-4-4',
  medicine: 'M7 3l10 10a3.5 3.5 0 0 1-5 5L2 8a3.5 3.5 0 0 1 5-5zM7 13l5-5',
  careHomes: 'M3 9l7-6 7 6v9H3zM10 14.5c-2-1.2-3-2.2-3-3.4a1.6 1.6 0 0 1 3-.7 1.6 1.6 0 0 1 3 .7c0 1.2-1 2.2-3 3.4z',
  checks: 'M5 3h10v15H5zM8 3V1.5h4V3M7.5 11l2 2 3.5-4',
  desk: 'M3 11a7 7 0 0 1 14 0M3 11v4h3v-5H3zM17 11v4h-3v-5h3zM17 15c0 2-2 3-5 3',
  numbers: 'M4 3h3l2 4-2 1.5a9 9 0 0 0 4.5 4.5L13 11l4 2v3a1 1 0 0 1-1 1A13 13 0 0 1 3 4a1 1 0 0 1 1-1z',
  ledger: 'M4 2h10l3 3v13H4zM7 8h7M7 11h7M7 14h4',
  facilities: 'M3 18V5l7-3 7 3v13zM10 6v5M7.5 8.5h5M8 18v-4h4v4',
  outlook: 'M2 17h16M3 13l4-5 3 3 6-8M13 3h4v4',
  enterprises: 'M2 18V9l5 3V9l5 3V9l6 3v6zM5 15h2M9.5 15h2M14 15h2M15 9V3h2v7',
  catalogue: 'M3 4h6v5H3zM11 4h6v5h-6zM3 11h6v5H3zM11 11h6v5h-6z',
  assets: 'M3 6h14v9H3zM7 18h6M10 15v3M6 10.5h2l1-2 2 4 1-2h2',
  stores: 'M2 9l8-5 8 5v9H2zM5.5 18v-7h9v7M5.5 14.5h9',
  stock: 'M3 18V11h4v7M8 18V6h4v12M13 18v-9h4v9M2 18h16',
  recalls: 'M4 9a6 6 0 1 1 1 5M4 4v5h5M10 7v3.5l2 1.5',
  requests: 'M4 2h12v16H4zM7 6h6M7 9h6M10 12v4M8 14h4',
  offers: 'M2 7l8-4 8 4v7l-8 4-8-4zM2 7l8 4 8-4M10 11v7',
  requisitions: 'M3 17h14M6 14V9M10 14V9M14 14V9M3 8l7-5 7 5z',
  consignments: 'M1 5h11v9H1zM12 8h4l3 3v3h-7zM5 16a1.5 1.5 0 1 0 0-.1M15 16a1.5 1.5 0 1 0 0-.1',
  grassroots: 'M3 18V9l7-6 7 6v9zM10 9v6M7 12h6',
  orders: 'M4 3h12v15l-3-2-3 2-3-2-3 2zM7 7h6M7 10h6',
  labels: 'M4 2h12v16H4zM7 6h6M7 9h6M8 13h4M10 11v4',
  donations: 'M3 9h14v9H3zM2 5h16v4H2zM10 5v13M10 5C6 5 5 1 7 1s3 4 3 4 1-4 3-4 1 4-3 4',
  emergency: 'M10 2l8 15H2zM10 8v4M10 14.2v.6',
  policy: 'M5 2h10v16l-5-3-5 3zM8 6h4M8 9h4',
  audit: 'M9 3a6 6 0 1 0 0 12A6 6 0 0 0 9 3zM13.5 13.5L18 18M7 9l1.5 1.5L11.5 7',
  accounts: 'M10 9a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 18a7 7 0 0 1 14 0',
}

const Icon = ({ name }: { readonly name: Module['name'] }) => (
  <svg
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={icons[name]} />
  </svg>
)

/** The modules that the role has, nothing else. */
export const Rail = ({ open, onGo }: { readonly open: boolean; readonly onGo: () => void }) => {
  const { nav } = useDesk()
  const { actions, acting } = useSession()
  const place = usePlace()
  const mine = modules.filter((module) => actions.includes(module.action))
  const search = place === acting.place.code ? {} : { place: placeInUrl(place) }
  return (
    <nav className={`rail ${open ? 'is-open' : ''}`} id="rail" aria-label={nav.label}>
      <ul>
        {mine.map((module) => (
          <li key={module.name}>
            {module.to === '/board/$place' ? (
              <Link to={module.to} params={{ place: placeInUrl(place) }} className="rail-link" onClick={onGo}>
                <Icon name={module.name} />
                {nav[module.name]}
              </Link>
            ) : module.to === '/audit' || module.to === '/accounts' ? (
              <Link to={module.to} className="rail-link" onClick={onGo}>
                <Icon name={module.name} />
                {nav[module.name]}
              </Link>
            ) : (
              <Link
                to={module.to}
                search={search}
                activeOptions={{ includeSearch: false }}
                className="rail-link"
                onClick={onGo}
              >
                <Icon name={module.name} />
                {nav[module.name]}
                {module.name === 'alarms' && <OpenCount />}
                {module.name === 'moves' && <WaitingCount />}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}
