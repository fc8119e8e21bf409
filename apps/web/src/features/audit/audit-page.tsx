import { actionWord, actionWordsOf } from '@lianfang/contract'
import { useMutation } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { call, type Reply, urlOf } from '../../api/client.js'
import { usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { PagedList } from '../../ui/counted-list.js'
import { FileLinks } from '../../ui/file-links.js'
import { Moment } from '../../ui/moment.js'
import { EmptyState, ProblemNote } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { OpenNotice } from '../emergency/open-notice.js'
import { AuditFilter } from './audit-filter.js'

type Row = Reply<'audit.list'>['rows'][number]

const AuditTable = ({ rows }: { readonly rows: readonly Row[] }) => {
  const { audit: words } = useDesk()
  const { shared, number, language } = useI18n()
  const roles: Readonly<Record<string, string>> = shared.roles
  const own = actionWordsOf(language)
  const search = useSearch({ from: '/audit' })
  return (
    <TableBox label={words.caption} tall>
      <table className="table table-rows">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.at}</th>
            <th scope="col">{words.actor}</th>
            <th scope="col">{words.role}</th>
            <th scope="col">{words.action}</th>
            <th scope="col">{words.subject}</th>
            <th scope="col">{words.place}</th>
            <th scope="col">{words.outcome}</th>
            <th scope="col" className="n">
              {words.count}
            </th>
            <th scope="col" className="n">
              {words.seal}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="nowrap">
                <Moment at={row.at} exact />
              </td>
              <td>
                {row.accountId === null ? (
                  row.actor
                ) : (
                  <Link to="/audit" search={{ ...search, account: row.accountId }} className="quiet-link">
                    {row.actor ?? words.otherPlace}
                  </Link>
                )}
              </td>
              <td className="nowrap">{row.role === null ? null : (roles[row.role] ?? row.role)}</td>
              <td className="cell-line">{actionWord(own, row.action)}</td>
              <td className="num small cell-line">{row.subject}</td>
              <td className="num">{row.place}</td>
              <td className={row.outcome === 'refused' ? 'alarm-text' : ''}>{words.outcomes[row.outcome]}</td>
              <td className="n" data-label={words.count}>
                {row.count === null ? null : number(row.count)}
              </td>
              <td className="n" data-label={words.seal}>
                {row.seal === null ? <span className="muted">{words.unsealed}</span> : number(row.seal)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

/** Recomputes the seals and says in a sentence what came of it. */
const Verify = () => {
  const { audit: words } = useDesk()
  const { number } = useI18n()
  const verify = useMutation({ mutationFn: () => call('audit.verify', {}) })
  const { data } = verify
  return (
    <div className="stack" role="status">
      <p>
        <button type="button" className="btn btn-main" disabled={verify.isPending} onClick={() => verify.mutate()}>
          {verify.isPending ? words.verifying : words.verify}
        </button>
      </p>
      {verify.error && <ProblemNote error={verify.error} />}
      {data?.state === 'whole' && (
        <p className="note note-good num">
          {words.whole(number(data.seals), number(data.rows), number(data.unsealed))}
        </p>
      )}
      {data?.state === 'broken' && <p className="note note-alarm num">{words.broken(number(data.firstBroken ?? 0))}</p>}
    </div>
  )
}

export const AuditPage = () => {
  const { audit: words } = useDesk()
  const search = useSearch({ from: '/audit' })
  const { language } = useI18n()
  const file = (format: 'xlsx' | 'csv'): string => urlOf('audit.export', { query: { ...search, format, language } })
  const query = usePages('audit.list', { query: { ...search, limit: 100 } })
  const { order: _order, ...filter } = search
  const filtered = Object.keys(filter).length > 0
  const first = query.data?.pages[0]?.rows[0]
  const whoOf = search.account !== undefined && first?.accountId === search.account ? (first.actor ?? '') : ''
  return (
    <Page title={words.title} error={query.error} aside={words.noNames}>
      <Verify />
      <OpenNotice />
      <AuditFilter key={`${JSON.stringify(search)}${whoOf}`} whoOf={whoOf}>
        <FileLinks urlOf={file} />
      </AuditFilter>
      {filtered && (
        <p className="line">
          <span className="muted">{words.exportSame}</span>
          <Link to="/audit" search={{}} className="quiet-link">
            {words.clear}
          </Link>
        </p>
      )}
      <PagedList
        query={query}
        skeleton={12}
        empty={
          filtered ? (
            <EmptyState title={words.noneFound}>{words.noneFoundHint}</EmptyState>
          ) : (
            <EmptyState title={words.empty} />
          )
        }
      >
        {(rows) => <AuditTable rows={rows} />}
      </PagedList>
    </Page>
  )
}
