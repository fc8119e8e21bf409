import { Link, useSearch } from '@tanstack/react-router'
import { placeInUrl } from '../../api/path.js'
import { usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useI18n } from '../../i18n/i18n.js'
import { useLeagueWords } from '../../i18n/league.js'
import { PagedList } from '../../ui/counted-list.js'
import { Moment } from '../../ui/moment.js'
import { rowsOf } from '../../ui/paged-list.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { TierMark } from '../../ui/tier-mark.js'

/** Whom a township or a team did not follow up in time. */
export const MissedPage = () => {
  const words = useLeagueWords()
  const { number } = useI18n()
  const { team } = useSearch({ from: '/league/missed' })
  const place = placeInUrl(usePlace())
  const asked = { place, ...(team === undefined ? {} : { team }), limit: 100 }
  const query = usePages('league.missed', { query: asked })
  const [first] = rowsOf(query)
  const name =
    first === undefined ? '' : team === undefined ? (first.place.split(' ')[0] ?? '') : (first.teamName ?? '')
  return (
    <Page title={words.missedTitle(name)} error={query.error}>
      <p>
        <Link to="/league" search={{ place }}>
          {words.back}
        </Link>
      </p>
      <PagedList
        query={query}
        skeleton={6}
        empty={<EmptyState title={words.missedEmpty} />}
        shown={(n) => words.shown(number(n))}
      >
        {(rows) => (
          <TableBox label={words.missedCaption} tall>
            <table className="table table-rows">
              <caption>{words.missedCaption}</caption>
              <thead>
                <tr>
                  <th scope="col">{words.person}</th>
                  <th scope="col">{words.place}</th>
                  <th scope="col">{words.team}</th>
                  <th scope="col" className="n">
                    {words.times}
                  </th>
                  <th scope="col">{words.last}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.personId}>
                    <th scope="row" className="cell-line">
                      <TierMark tier={row.tier} />{' '}
                      <Link to="/people/$id" params={{ id: row.personId }} data-row>
                        {row.name}
                      </Link>
                    </th>
                    <td data-label={words.place}>{row.place}</td>
                    <td data-label={words.team}>{row.teamName}</td>
                    <td className="n" data-label={words.times}>
                      {number(row.missed)}
                    </td>
                    <td data-label={words.last}>
                      <Moment at={row.lastDueAt} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableBox>
        )}
      </PagedList>
    </Page>
  )
}
