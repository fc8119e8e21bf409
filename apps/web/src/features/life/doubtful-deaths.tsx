import { Link } from '@tanstack/react-router'
import { placeInUrl } from '../../api/path.js'
import { usePages } from '../../api/use-api.js'
import { useDesk } from '../../i18n/desk.js'
import { rowsOf } from '../../ui/paged-list.js'

/** A talk after a recorded death is a sign that somebody living is served no more: said above the list, until it is settled. */
export const DoubtfulDeaths = ({ place }: { readonly place: string }) => {
  const { people: words } = useDesk()
  const query = usePages('person.list', { query: { place: placeInUrl(place), state: 'doubtfulDeath', limit: 20 } })
  const count = rowsOf(query).length
  if (count === 0) return null
  return (
    <p className="note note-warn between">
      <span>{words.doubtfulDeaths(count, query.hasNextPage)}</span>
      <Link to="/people" search={{ place: placeInUrl(place), state: 'doubtfulDeath' }} className="btn">
        {words.doubtfulLook}
      </Link>
    </p>
  )
}
