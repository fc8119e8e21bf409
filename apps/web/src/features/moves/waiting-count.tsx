import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useSession } from '../session/session.js'

// A move is answered within a day or two, not within a minute.
const readAgainMs = 120_000

/** How many moves wait for this desk, beside the module's name. */
export const WaitingCount = () => {
  const { moves: words } = useDesk()
  const { number } = useI18n()
  const { acting } = useSession()
  const place = placeInUrl(acting.place.code)
  const { data } = useApi('move.waiting', { query: { place } }, { refetchInterval: readAgainMs })
  if (data === undefined || data.waiting === 0) return null
  return (
    <span className="tag num" title={words.waitingCount(number(data.waiting))}>
      <span aria-hidden="true">{number(data.waiting)}</span>
      <span className="sr">{words.waitingCount(number(data.waiting))}</span>
    </span>
  )
}
