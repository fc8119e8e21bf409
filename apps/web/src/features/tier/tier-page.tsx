import { Link } from '@tanstack/react-router'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { useMay } from '../session/session.js'

/** What waits for a medic, one line a village. */
export const TierPage = () => {
  const { tier: words } = useDesk()
  const { words: base, number } = useI18n()
  const may = useMay()
  const place = usePlace()
  const query = useApi('tier.queue', { query: { place: placeInUrl(place) } })
  const causes: Readonly<Record<string, string>> = base.person.causes
  return (
    <Page
      title={words.title}
      error={query.error}
      aside={may('tier.confirm') ? words.intro : `${words.intro} ${words.readOnly}`}
    >
      <Loaded query={query}>
        {({ villages }) =>
          villages.length === 0 ? (
            <EmptyState title={words.empty}>{words.emptyHint}</EmptyState>
          ) : (
            <TableBox label={words.caption}>
              <table className="table">
                <caption>{words.caption}</caption>
                <thead>
                  <tr>
                    <th scope="col">{words.village}</th>
                    <th scope="col" className="n">
                      {words.provisional}
                    </th>
                    <th scope="col" className="n">
                      {words.downgrades}
                    </th>
                    <th scope="col" className="col-wide">
                      {words.causes}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {villages.map((one) => {
                    const where = one.village ?? one.place
                    return (
                      <tr key={where}>
                        <th scope="row">
                          <Link
                            to="/tier/$village"
                            params={{ village: where }}
                            search={{ place: placeInUrl(place) }}
                            data-row
                            aria-label={words.openVillage(one.name)}
                          >
                            {one.name}
                          </Link>
                          {one.village === null && <span className="muted small"> {words.noVillage}</span>}
                        </th>
                        <td className="n">{number(one.provisional)}</td>
                        <td className="n">{number(one.downgrades)}</td>
                        <td className="col-wide muted">
                          {one.causes
                            .map(({ cause, count }) => `${causes[cause] ?? causes['other'] ?? ''} ${number(count)}`)
                            .join(' · ')}
                        </td>
                      </tr>
                    )
                  })}
                </tbody>
              </table>
            </TableBox>
          )
        }
      </Loaded>
    </Page>
  )
}
