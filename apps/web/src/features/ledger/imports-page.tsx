import { Link } from '@tanstack/react-router'
import { usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { Moment } from '../../ui/moment.js'
import { PagedList } from '../../ui/paged-list.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { useMay } from '../session/session.js'
import { useCounty } from './use-county.js'

const List = ({ county }: { readonly county: string }) => {
  const { ledger: words } = useDesk()
  const { words: base, number } = useI18n()
  const query = usePages('import.list', { query: { county, limit: 50 } })
  return (
    <PagedList
      query={query}
      empty={
        <EmptyState title={words.empty}>
          <p>{words.emptyHint}</p>
          <Link to="/ledger/new" search={{ place: county }} className="btn btn-main">
            {words.start}
          </Link>
        </EmptyState>
      }
    >
      {(rows) => (
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
                    <Link to="/ledger/$id" params={{ id: row.id }} search={{ place: county }} data-row>
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
      )}
    </PagedList>
  )
}

export const ImportsPage = () => {
  const { ledger: words } = useDesk()
  const county = useCounty()
  const may = useMay()
  const search = county === null ? {} : { place: county }
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
