import { placeInUrl } from '../../api/path.js'
import { usePlace } from '../../app/use-place.js'
import { useSession } from '../session/session.js'

/** The county of the place in view; null above the county. */
export const useCounty = (): string | null => {
  const place = usePlace()
  return place.length >= 6 ? place.slice(0, 6) : null
}

/** How far a county's ledger is the reader's, for addresses: all of it, or the reader's own township. */
export const useOwnPart = (county: string): string => {
  const { code } = useSession().acting.place
  return placeInUrl(code.startsWith(county) ? code : county)
}
