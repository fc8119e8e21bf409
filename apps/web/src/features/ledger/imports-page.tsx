import { Link } from '@tanstack/react-router'
import { type Reply, urlOf } from '../../api/client.js'
import { usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { PagedList } from '../../ui/counted-list.js'
import { FileLinks } from '../../ui/file-links.js'
import { ListTools, useListTools } from '../../ui/list-tools.js'
import { Moment } from '../../ui/moment.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { useMay } from '../session/session.js'
import { useCounty, useOwnPart } from './use-county.js'

type Row = Reply<'import.list'>['rows'][number]

const ImportsTable = ({ rows, county }: { readonly rows: readonly Row[]; readonly county: string }) => {
  const { ledger: words } = useDesk()
  const { words: base, number } = useI18n()
  const place = useOwnPart(county)
  return (
    <TableBox label={words.importsCaption}>
      <table className="table table-rows">
        <caption>{words.importsCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.file}</th>
            <th scope="col">{words.state}</th>
            <th scope="col" className="n">
              {words.rows}
            </th>
            <th scope="col" className="n">
              {words.taken}
            </th>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.by}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="cell-line">
                <Link to="/ledger/$id" params={{ id: row.id }} search={{ place }} data-row>
                  {row.fileName}
                </Link>{' '}
                {row.trial && <span className="tag">{base.trial}</span>}
              </th>
              <td className={row.state === 'failed' ? 'alarm-text' : ''}>{words.states[row.state]}</td>
              <td className="n" data-label={words.rows}>
                {row.counts === null ? '' : number(row.counts.rows)}
              </td>
              <td className="n" data-label={words.taken}>
                {row.counts === null ? '' : number(row.counts.new + row.counts.changed)}
              </td>
              <td className="nowrap">
                <Moment at={row.createdAt} />
              </td>
              <td className="nowrap">{row.by}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

/** Search and order hold for what is loaded; earlier imports are asked for. */
const Found = ({ rows, county }: { readonly rows: readonly Row[]; readonly county: string }) => {
  const { ledger: words } = useDesk()
  const { language } = useI18n()
  const tools = useListTools({
    rows,
    keyOf: (row) => row.id,
    textOf: (row) => `${row.fileName} ${row.by}`,
    orders: {
      newest: { value: (row) => row.createdAt, down: true },
      oldest: { value: (row) => row.createdAt },
      file: { value: (row) => row.fileName },
      rows: { value: (row) => row.counts?.rows ?? null, down: true },
    },
    first: 'newest',
  })
  const file = (format: 'xlsx' | 'csv'): string => urlOf('import.export', { query: { county, format, language } })
  return (
    <>
      <ListTools tools={tools} label={words.searchLabel} orders={words.orders}>
        <FileLinks urlOf={file} />
      </ListTools>
      {tools.shown.length === 0 ? (
        <EmptyState title={words.noneFound} />
      ) : (
        <ImportsTable rows={tools.shown} county={county} />
      )}
    </>
  )
}

const List = ({ county }: { readonly county: string }) => {
  const { ledger: words } = useDesk()
  const query = usePages('import.list', { query: { county, limit: 200 } })
  const place = useOwnPart(county)
  return (
    <PagedList
      query={query}
      empty={
        <EmptyState title={words.empty}>
          <p>{words.emptyHint}</p>
          <Link to="/ledger/new" search={{ place }} className="btn">
            {words.start}
          </Link>
        </EmptyState>
      }
    >
      {(rows) => <Found rows={rows} county={county} />}
    </PagedList>
  )
}

export const ImportsPage = () => {
  const { ledger: words } = useDesk()
  const county = useCounty()
  const may = useMay()
  const place = useOwnPart(county ?? '')
  const search = county === null ? {} : { place }
  return (
    <Page
      title={words.title}
      actions={
        county !== null && (
          <>
            {may('register.import') && (
              <Link to="/ledger/register" search={search} className="btn">
                {words.register}
              </Link>
            )}
            <Link to="/ledger/doubtful" search={search} className="btn">
              {words.doubtful}
            </Link>
            <Link to="/ledger/new" search={search} className="btn btn-main">
              {words.start}
            </Link>
          </>
        )
      }
    >
      {county === null ? <EmptyState title={words.needCounty} /> : <List county={county} />}
    </Page>
  )
}
