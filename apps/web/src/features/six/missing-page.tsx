import { Link, useParams } from '@tanstack/react-router'
import { type Reply, urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { PagedList } from '../../ui/counted-list.js'
import { FileLinks } from '../../ui/file-links.js'
import { ListTools, useListTools } from '../../ui/list-tools.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { TierMark } from '../../ui/tier-mark.js'

type Missing = Reply<'six.missing'>['rows'][number]
const ranks: Readonly<Record<string, number>> = { red: 0, yellow: 1, green: 2 }

const Line = ({ one }: { readonly one: Missing }) => {
  const { six: words } = useDesk()
  const { number } = useI18n()
  return (
    <tr>
      <th scope="row" className="cell-line">
        {one.why === 'noVillage' ? (
          <Link to="/people" search={{ place: one.code, state: 'withoutVillage' }} data-row>
            {words.untoldName}
          </Link>
        ) : one.personId === null ? (
          one.name
        ) : (
          <Link to="/people/$id" params={{ id: one.personId }} data-row>
            {one.name}
          </Link>
        )}
        {one.age !== null && <span className="muted num"> {one.age}</span>}
      </th>
      <td>{one.tier !== null && <TierMark tier={one.tier} />}</td>
      <td>{[one.township, one.personId === null ? '' : one.village].filter((text) => text !== '').join(' ')}</td>
      <td>{one.teamName}</td>
      <td className="cell-line">{words.why[one.why](number(one.count ?? 0))}</td>
    </tr>
  )
}

type ListProps = { readonly rows: readonly Missing[]; readonly file: (format: 'xlsx' | 'csv') => string }

const List = ({ rows, file }: ListProps) => {
  const { six: words } = useDesk()
  const standing = new Map(rows.map((one, index) => [one.personId ?? one.code, index]))
  const tools = useListTools({
    rows,
    keyOf: (one) => one.personId ?? one.code,
    textOf: (one) => [one.name, one.village, one.township, one.teamName].join(' '),
    orders: {
      given: { value: (one) => standing.get(one.personId ?? one.code) ?? null },
      tier: { value: (one) => (one.tier === null ? null : (ranks[one.tier] ?? null)) },
      team: { value: (one) => one.teamName },
    },
    first: 'given',
  })
  return (
    <>
      <ListTools tools={tools} label={words.searchMissing} orders={words.missingOrders}>
        <FileLinks urlOf={file} />
      </ListTools>
      <TableBox label={words.missingCaption} tall>
        <table className="table table-rows">
          <caption>{words.missingCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.who}</th>
              <th scope="col">{words.tier}</th>
              <th scope="col">{words.where}</th>
              <th scope="col">{words.team}</th>
              <th scope="col">{words.what}</th>
            </tr>
          </thead>
          <tbody>
            {tools.shown.map((one) => (
              <Line key={one.personId ?? one.code} one={one} />
            ))}
          </tbody>
        </table>
      </TableBox>
    </>
  )
}

/** Who is missing at one of the six points (K6). */
export const MissingPage = () => {
  const { six: words } = useDesk()
  const { number, language } = useI18n()
  const place = usePlace()
  const { point: text } = useParams({ from: '/six/$point' })
  const point = Math.min(6, Math.max(1, Math.trunc(Number(text)) || 1))
  const query = usePages('six.missing', { params: { place }, query: { point, limit: 200 } })
  const file = (format: 'xlsx' | 'csv'): string =>
    urlOf('six.export', { params: { place }, query: { point, format, language } })
  return (
    <Page
      title={words.missingTitle(words.points[point - 1]?.name ?? '')}
      error={query.error}
      aside={words.points[point - 1]?.says}
      actions={
        <Link to="/six" search={{ place: placeInUrl(place) }} className="btn">
          {words.back}
        </Link>
      }
    >
      <PagedList
        query={query}
        skeleton={10}
        empty={<EmptyState title={words.noneMissing} />}
        shown={(n) => words.shown(number(n))}
      >
        {(rows) => <List key={point} rows={rows} file={file} />}
      </PagedList>
    </Page>
  )
}
