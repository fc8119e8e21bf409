import { Link } from '@tanstack/react-router'
import { type Reply, urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { FileLinks } from '../../ui/file-links.js'
import { ListTools, useListTools } from '../../ui/list-tools.js'
import { Moment } from '../../ui/moment.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { useMay } from '../session/session.js'
import { TierTabs } from './tier-tabs.js'

type Line = Reply<'tier.queue'>['villages'][number]

const QueueTable = ({ lines, place }: { readonly lines: readonly Line[]; readonly place: string }) => {
  const { tier: words } = useDesk()
  const { words: base, number } = useI18n()
  const causes: Readonly<Record<string, string>> = base.person.causes
  return (
    <TableBox label={words.caption}>
      <table className="table table-rows">
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
            <th scope="col">{words.since}</th>
            <th scope="col" className="col-wide">
              {words.causes}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((one) => (
            <tr key={one.place}>
              <th scope="row" className="cell-line">
                <Link
                  to="/tier/$village"
                  params={{ village: one.place }}
                  search={{ place: placeInUrl(place) }}
                  data-row
                  aria-label={words.openVillage(one.name)}
                >
                  {one.name}
                </Link>
                {one.village === null && <span className="muted small"> {words.noVillage}</span>}
              </th>
              <td className="n" data-label={words.provisional}>
                {number(one.provisional)}
              </td>
              <td className="n" data-label={words.downgrades}>
                {number(one.downgrades)}
              </td>
              <td className="nowrap" data-label={words.since}>
                <Moment at={one.since} />
              </td>
              <td className="col-wide muted">
                {one.causes
                  .map(({ cause, count }) => `${causes[cause] ?? causes['other'] ?? ''} ${number(count)}`)
                  .join(' · ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

/** What waits in all these villages together. */
const Totals = ({ lines }: { readonly lines: readonly Line[] }) => {
  const { tier: words } = useDesk()
  const { number } = useI18n()
  const count = (of: 'people' | 'provisional' | 'downgrades'): number =>
    lines.reduce((total, line) => total + line[of], 0)
  const [people, provisional, downgrades] = [count('people'), count('provisional'), count('downgrades')]
  // One may wait for both: without a word of it the two did not add up to the people beside them.
  const both = provisional + downgrades - people
  return (
    <p className="num">
      <strong>{words.totals(number(people), number(lines.length))}</strong>{' '}
      {words.totalsOf(number(provisional), number(downgrades), both === 0 ? null : number(both))}
    </p>
  )
}

const Queue = ({ lines, place }: { readonly lines: readonly Line[]; readonly place: string }) => {
  const { tier: words } = useDesk()
  const { language } = useI18n()
  const tools = useListTools({
    rows: lines,
    keyOf: (line) => line.place,
    textOf: (line) => line.name,
    orders: {
      since: { value: (line) => line.since },
      people: { value: (line) => line.people, down: true },
      downgrades: { value: (line) => line.downgrades, down: true },
      place: { value: (line) => line.place },
    },
    first: 'since',
  })
  const file = (format: 'xlsx' | 'csv'): string =>
    urlOf('tier.export', { query: { place: placeInUrl(place), format, language } })
  return (
    <>
      <Totals lines={lines} />
      <ListTools tools={tools} label={words.searchVillage} orders={words.orders}>
        <FileLinks urlOf={file} />
      </ListTools>
      {tools.shown.length === 0 ? (
        <EmptyState title={words.noSuchVillage} />
      ) : (
        <QueueTable lines={tools.shown} place={place} />
      )}
    </>
  )
}

/** What waits for a medic, one line a village. */
export const TierPage = () => {
  const { tier: words } = useDesk()
  const may = useMay()
  const place = usePlace()
  const query = useApi('tier.queue', { query: { place: placeInUrl(place) } })
  return (
    <Page
      title={words.title}
      error={query.error}
      aside={may('tier.confirm') ? words.intro : `${words.intro} ${words.readOnly}`}
    >
      <TierTabs place={place} at="queue" reviews={query.data?.reviews} />
      <Loaded query={query}>
        {({ villages }) =>
          villages.length === 0 ? (
            <EmptyState title={words.empty}>{words.emptyHint}</EmptyState>
          ) : (
            <Queue lines={villages} place={place} />
          )
        }
      </Loaded>
    </Page>
  )
}
