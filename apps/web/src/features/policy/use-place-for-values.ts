import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { usePlace } from '../../app/use-place.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { useSession } from '../session/session.js'

/** The place that a value would be entered for: the page's, at the county at the lowest, inside the reader's own. */
export const usePlaceForValues = (): { readonly code: string; readonly name: string } => {
  const { acting } = useSession()
  const shown = usePlace().slice(0, 6)
  const code = shown.startsWith(acting.place.code) ? shown : acting.place.code
  const placeName = usePlaceName()
  const { data } = useApi('division.read', { params: { code: placeInUrl(code) } }, { staleTime: 3_600_000 })
  return { code, name: data === undefined ? code : placeName(data.place) }
}
