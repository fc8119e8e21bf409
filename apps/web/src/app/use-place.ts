import { useNavigate, useRouterState } from '@tanstack/react-router'
import { placeFromUrl, placeInUrl } from '../api/path.js'
import { useSession } from '../features/session/session.js'

const placeful = new Set([
  'morning',
  'league',
  'today',
  'followups',
  'sheets',
  'alarms',
  'people',
  'tier',
  'teams',
  'care-homes',
  'checks',
  'six',
  'numbers',
  'desk',
  'medicine',
  'ledger',
  'policy',
  'emergency',
  'facilities',
  'facilities/organisations',
  'outlook',
  'outlook/standard',
  'enterprises',
  'catalogue',
  'stores',
  'devices',
  'stock',
  'recalls',
  'grassroots',
  'orders',
  'labels',
])

/** The list that an address belongs to; trees of organisations and the standard configuration are lists of their own beside it. */
const moduleOf = (pathname: string): string => {
  const [, first = '', second] = pathname.split('/')
  return second === 'organisations' || second === 'standard' ? `${first}/${second}` : first
}

/** The place that the page is about: from its address, else the role's own. */
export const usePlace = (): string => {
  const { acting } = useSession()
  return useRouterState({
    select: ({ location }) => {
      const [, first, code] = location.pathname.split('/')
      if (first === 'board' && code !== undefined) return placeFromUrl(code)
      const { place } = location.search as { place?: string } // every validated search knows it as a text or not at all
      return place === undefined ? acting.place.code : placeFromUrl(place)
    },
  })
}

/** Goes to another place within the same module; modules without a place lead to the board. */
export const useGoToPlace = (): ((code: string) => void) => {
  const navigate = useNavigate()
  const { actions } = useSession()
  const module = useRouterState({ select: ({ location }) => moduleOf(location.pathname) })
  return (code) => {
    const place = placeInUrl(code)
    if (module === 'board' || (!placeful.has(module) && actions.includes('board.read')))
      void navigate({ to: '/board/$place', params: { place } })
    else if (placeful.has(module))
      void navigate({ to: `/${module}`, search: { place } } as never) // one of the list above
    else void navigate({ to: '/policy', search: { place } })
  }
}
