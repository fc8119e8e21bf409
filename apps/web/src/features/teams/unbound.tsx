import { Link } from '@tanstack/react-router'
import type { Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useMay } from '../session/session.js'

type Teams = Reply<'team.list'>

/** Villages whose people no team follows up: who they are, and the way to a team for them. */
export const Unbound = ({ unbound }: { readonly unbound: Teams['unbound'] }) => {
  const { teams: words, tier } = useDesk()
  const { number } = useI18n()
  const may = useMay()
  if (unbound.length === 0) return null
  return (
    <section className="note note-warn stack" aria-labelledby="unbound-title">
      <h2 id="unbound-title">{words.unboundTitle}</h2>
      <p>{words.unboundHint}</p>
      <ul className="num columns columns-2">
        {unbound.map(({ township, village, people }) => {
          const whose = `${township.name} ${village?.name ?? tier.noVillage}`
          return (
            <li key={`${township.code}${village?.code ?? ''}`} className="line">
              <Link
                to="/people"
                search={{ place: placeInUrl(village?.code ?? township.code), state: 'withoutTeam' }}
                className="quiet-link"
              >
                {words.unbound(whose, number(people))}
              </Link>
              {village !== null && may('team.manage') && (
                <Link
                  to="/teams/$id"
                  params={{ id: 'new' }}
                  search={{ place: township.code, village: village.code }}
                  aria-label={words.createFor(whose)}
                >
                  {words.create}
                </Link>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
