import { Link } from '@tanstack/react-router'
import type { Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useMay } from '../session/session.js'
import { overdueOfTeam } from './list-behind.js'

type Board = Reply<'board.read'>

/** What is wrong here, each line leading to where it is put right. */
export const WrongList = ({ board }: { readonly board: Board }) => {
  const { board: words } = useDesk()
  const { number } = useI18n()
  const may = useMay()
  const { total, teams } = board
  const place = placeInUrl(total.place.code)
  const late = [...teams]
    .filter((team) => team.overdue > 0)
    .sort((a, b) => b.overdue - a.overdue)
    .slice(0, 5)
  const bare = teams.filter((team) => !team.hasMedic)
  const told = [total.withoutTeam, total.provisional, board.late.county, board.late.township]
  const none = late.length === 0 && bare.length === 0 && told.every((n) => n === null || n === 0)
  // A hidden figure is not nothing.
  const well = told.includes(null) ? words.wrongHidden : words.allWell
  return (
    <section className="card stack" aria-labelledby="wrong-title">
      <h2 id="wrong-title">{words.wrongTitle}</h2>
      {none && <p className="muted">{well}</p>}
      <ul className="wrong num">
        {total.withoutTeam !== null && total.withoutTeam > 0 && (
          <li>
            <span>{words.withoutTeam(number(total.withoutTeam))}</span>
            {may('team.read') && (
              <Link to="/teams" search={{ place }}>
                {words.bind}
              </Link>
            )}
          </li>
        )}
        {total.provisional !== null && total.provisional > 0 && (
          <li>
            <span>{words.provisional(number(total.provisional))}</span>
            {may('tier.queue') && (
              <Link to="/tier" search={{ place }}>
                {words.waiting}
              </Link>
            )}
          </li>
        )}
        {(['County', 'Township'] as const).map((level) => {
          const n = level === 'County' ? board.late.county : board.late.township
          if (n === null || n === 0) return null
          const text = words[`late${level}`](number(n))
          return (
            <li key={level}>
              {may('person.list') ? (
                <Link to="/people" search={{ place, state: `late${level}` }} className="quiet-link">
                  {text}
                </Link>
              ) : (
                <span>{text}</span>
              )}
            </li>
          )
        })}
        {late.map((team) => (
          <li key={team.id}>
            {may('person.list') ? (
              <Link to="/people" search={overdueOfTeam(place, team.id)} className="quiet-link">
                {words.overdueTeam(team.name, number(team.overdue))}
              </Link>
            ) : (
              <span>{words.overdueTeam(team.name, number(team.overdue))}</span>
            )}
          </li>
        ))}
        {bare.slice(0, 5).map((team) => (
          <li key={`m${team.id}`}>
            <span>{words.noMedicTeam(team.name)}</span>
            {may('team.read') && (
              <Link to="/teams/$id" params={{ id: team.id }} search={{ place }}>
                {words.bind}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
