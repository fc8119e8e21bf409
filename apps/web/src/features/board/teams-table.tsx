import { Link } from '@tanstack/react-router'
import type { Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { TableBox } from '../../ui/table-box.js'
import { TierMark } from '../../ui/tier-mark.js'
import { useMay } from '../session/session.js'
import { overdueOfTeam, peopleOfTeam } from './list-behind.js'

type Board = Reply<'board.read'>

type PeopleProps = { readonly n: number; readonly search: ReturnType<typeof peopleOfTeam> }

const People = ({ n, search }: PeopleProps) => {
  const { number } = useI18n()
  const may = useMay()
  if (n === 0 || !may('person.list')) return <>{number(n)}</>
  return (
    <Link to="/people" search={search} className="quiet-link">
      {number(n)}
    </Link>
  )
}

export const TeamsTable = ({ board }: { readonly board: Board }) => {
  const { board: words, table } = useDesk()
  const { number } = useI18n()
  const may = useMay()
  const place = placeInUrl(board.place.code)
  if (board.teams.length === 0) return null
  return (
    <section className="stack" aria-labelledby="board-teams">
      <h2 id="board-teams">{words.teamsTitle}</h2>
      <TableBox label={words.teamsCaption} maxHeight={420}>
        <table className="table table-rows">
          <caption>{words.teamsCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.team}</th>
              <th scope="col" className="n">
                {words.people}
              </th>
              <th scope="col" className="n">
                <TierMark tier="red" />
              </th>
              <th scope="col" className="n">
                {words.overdue}
              </th>
              <th scope="col">{words.medic}</th>
            </tr>
          </thead>
          <tbody>
            {board.teams.map((team) => (
              <tr key={team.id}>
                <th scope="row" className="cell-line">
                  {may('team.read') ? (
                    <Link to="/teams/$id" params={{ id: team.id }} search={{ place }} data-row>
                      {team.name}
                    </Link>
                  ) : (
                    team.name
                  )}
                </th>
                <td className="n" data-label={words.people}>
                  <People n={team.people} search={peopleOfTeam(place, team.id)} />
                </td>
                <td className="n" data-label={words.red}>
                  <People n={team.red} search={peopleOfTeam(place, team.id, 'red')} />
                </td>
                <td className="n" data-label={words.overdue}>
                  {may('person.list') && team.overdue > 0 ? (
                    <Link to="/people" search={overdueOfTeam(place, team.id)} className="quiet-link alarm-text">
                      {number(team.overdue)}
                    </Link>
                  ) : (
                    number(team.overdue)
                  )}
                </td>
                <td data-label={words.medic}>
                  {team.hasMedic ? table.yes : <span className="alarm-text">{table.no}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </section>
  )
}
