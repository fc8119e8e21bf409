import { Link, useSearch } from '@tanstack/react-router'
import { placeInUrl } from '../../api/path.js'
import { usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useMorningWords } from '../../i18n/morning.js'
import { PagedList } from '../../ui/counted-list.js'
import { Moment } from '../../ui/moment.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { TierMark } from '../../ui/tier-mark.js'

/** Whom a figure of the night is about. */
export const NewsPage = () => {
  const words = useMorningWords()
  const { kind = 'infection' } = useSearch({ from: '/morning/news' })
  const place = usePlace()
  const query = usePages('morning.news', { query: { place: placeInUrl(place), kind, limit: 50 } })
  return (
    <Page title={words.newsTitle(words.newsOf[kind])} error={query.error}>
      <p>
        <Link to="/morning" search={{ place: placeInUrl(place) }}>
          {words.back}
        </Link>
      </p>
      <PagedList query={query} skeleton={5} empty={<EmptyState title={words.newsEmpty} />}>
        {(rows) => (
          <TableBox label={words.newsCaption}>
            <table className="table table-rows">
              <caption>{words.newsCaption}</caption>
              <thead>
                <tr>
                  <th scope="col">{words.person}</th>
                  <th scope="col">{words.where}</th>
                  <th scope="col">{words.known}</th>
                  <th scope="col">{words.by}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <th scope="row" className="cell-line">
                      <TierMark tier={row.tier} />{' '}
                      <Link to="/people/$id" params={{ id: row.personId }} data-row>
                        {row.name}
                      </Link>
                    </th>
                    <td data-label={words.where}>{row.place}</td>
                    <td data-label={words.known}>
                      <Moment at={row.at} />
                    </td>
                    <td data-label={words.by}>{row.by}</td>
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
