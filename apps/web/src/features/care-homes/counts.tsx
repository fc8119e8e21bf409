import { Link } from '@tanstack/react-router'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { useCareHomeWords } from '../../i18n/care-homes.js'
import { useI18n } from '../../i18n/i18n.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'

/** Homes, late rounds and what is missing, by the places below: counts of houses, and of nobody in them (X2). */
export const Counts = ({ place }: { readonly place: string }) => {
  const words = useCareHomeWords()
  const { number } = useI18n()
  const query = useApi('careHome.counts', { query: { place: placeInUrl(place) } })
  const heads = [words.homes, words.capacity, words.lateHomes, words.withoutHospital, words.withoutGreenChannel]
  return (
    <Page title={words.countsTitle} aside={words.countsIntro} error={query.error}>
      <Loaded query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={words.countsEmpty} />
          ) : (
            <TableBox label={words.caption}>
              <table className="table table-rows">
                <caption>{words.caption}</caption>
                <thead>
                  <tr>
                    <th scope="col">{words.countsPlace}</th>
                    {heads.map((head) => (
                      <th key={head} scope="col" className="n">
                        {head}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.code}>
                      <th scope="row" className="cell-line">
                        {row.code.length < 12 ? (
                          <Link to="/care-homes" search={{ place: row.code }} data-row>
                            {row.name}
                          </Link>
                        ) : (
                          row.name
                        )}
                      </th>
                      {[row.homes, row.beds, row.late, row.withoutHospital, row.withoutGreenChannel].map((n, i) => (
                        <td key={heads[i]} className="n" data-label={heads[i]}>
                          {number(n)}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableBox>
          )
        }
      </Loaded>
    </Page>
  )
}
