import { Link, useParams } from '@tanstack/react-router'
import { type Reply, urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useI18n } from '../../i18n/i18n.js'
import { useTrialWords } from '../../i18n/trial.js'
import { PagedList } from '../../ui/counted-list.js'
import { FileLinks } from '../../ui/file-links.js'
import { ListTools, useListTools } from '../../ui/list-tools.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { TierMark } from '../../ui/tier-mark.js'

type Changed = Reply<'trial.people'>['rows'][number]
const ranks = { red: 0, yellow: 1, green: 2 } as const

type ListProps = { readonly rows: readonly Changed[]; readonly file: (format: 'xlsx' | 'csv') => string }

const List = ({ rows, file }: ListProps) => {
  const words = useTrialWords()
  const standing = new Map(rows.map((one, index) => [one.id, index]))
  const tools = useListTools({
    rows,
    keyOf: (one) => one.id,
    textOf: (one) => [one.name, one.place, one.teamName].join(' '),
    orders: {
      given: { value: (one) => standing.get(one.id) ?? null },
      from: { value: (one) => ranks[one.from] },
      team: { value: (one) => one.teamName },
    },
    first: 'given',
  })
  return (
    <>
      <ListTools tools={tools} label={words.search} orders={words.orders}>
        <FileLinks urlOf={file} />
      </ListTools>
      <TableBox label={words.peopleCaption} tall>
        <table className="table table-rows">
          <caption>{words.peopleCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.who}</th>
              <th scope="col">{words.tierNow}</th>
              <th scope="col">{words.tierThen}</th>
              <th scope="col">{words.where}</th>
              <th scope="col">{words.team}</th>
            </tr>
          </thead>
          <tbody>
            {tools.shown.map((one) => (
              <tr key={one.id}>
                <th scope="row" className="cell-line">
                  <Link to="/people/$id" params={{ id: one.id }} data-row>
                    {one.name}
                  </Link>
                  {one.age !== null && <span className="muted num"> {one.age}</span>}
                </th>
                <td>
                  <TierMark tier={one.from} />
                </td>
                <td>
                  <TierMark tier={one.to} />
                </td>
                <td>{one.place}</td>
                <td>{one.teamName}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </>
  )
}

/** Whose tier a proposed value would change (X3). */
export const TrialPeoplePage = () => {
  const words = useTrialWords()
  const { number, language } = useI18n()
  const place = usePlace()
  const { id } = useParams({ from: '/policy/proposals/$id/people' })
  const query = usePages('trial.people', { params: { id }, query: { place, limit: 200 } })
  const file = (format: 'xlsx' | 'csv'): string =>
    urlOf('trial.export', { params: { id }, query: { place, format, language } })
  return (
    <Page
      title={words.peopleTitle}
      error={query.error}
      aside={words.peopleHint}
      actions={
        <Link to="/policy" search={{ place: placeInUrl(place) }} className="btn">
          {words.back}
        </Link>
      }
    >
      <PagedList
        query={query}
        skeleton={10}
        empty={<EmptyState title={words.nobody} />}
        shown={(n) => words.shown(number(n))}
      >
        {(rows) => <List rows={rows} file={file} />}
      </PagedList>
    </Page>
  )
}
