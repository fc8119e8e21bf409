import { kindClasses } from '@lianfang/domain/supply'
import { Link, Outlet, useParams, useSearch } from '@tanstack/react-router'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useI18n } from '../../i18n/i18n.js'
import { useSupply } from '../../i18n/supply.js'
import { Loaded } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { useSession } from '../session/session.js'
import { type Kind, useKinds } from './use-kinds.js'

type LineProps = { readonly kind: Kind; readonly makers: number | undefined; readonly open: boolean }

const Line = ({ kind, makers, open }: LineProps) => {
  const words = useSupply()
  const { language, number } = useI18n()
  const { nameOf } = useKinds()
  const search = useSearch({ from: '/catalogue' })
  return (
    <tr className={open ? 'is-open' : ''}>
      <th scope="row" className="cell-line">
        <Link to="/catalogue/$code" params={{ code: kind.code }} search={search} data-row resetScroll={false}>
          {nameOf(kind)}
        </Link>{' '}
        {kind.closedOn !== null && (
          <div className="small">
            <span className="tag">{words.catalogue.closedSince(formatDay(kind.closedOn, language))}</span>
          </div>
        )}
        {kind.evidence === 'ours' && <span className="tag">{words.catalogue.oursShort}</span>}
      </th>
      <td>{words.units[kind.unit]}</td>
      <td>{words.catalogue.keepings[kind.keeping]}</td>
      <td>{kind.risk ?? <span className="muted">{words.catalogue.noRisk}</span>}</td>
      <td className="n">
        {makers === undefined ? (
          <span className="muted">—</span>
        ) : (
          <Link to="/enterprises" search={{ ...search, kind: kind.code }} className="quiet-link">
            {number(makers)}
          </Link>
        )}
      </td>
      <td className="col-wide">
        {kind.liaisons.length === 0 ? (
          <span className="muted">{words.catalogue.noLiaison}</span>
        ) : (
          kind.liaisons.map((one) => `${one.place.name} ${one.name}`).join(language === 'zh-CN' ? '、' : ', ')
        )}
      </td>
    </tr>
  )
}

type TableProps = { readonly kinds: readonly Kind[]; readonly openCode: string | null }

const KindTable = ({ kinds, openCode }: TableProps) => {
  const words = useSupply()
  const place = usePlace()
  const totals = useApi('enterprise.totals', { query: { place: placeInUrl(place) } }, { keep: 'previous' })
  const groups = kindClasses.map((one) => ({ one, rows: kinds.filter((kind) => kind.class === one) }))
  return (
    <TableBox label={words.catalogue.caption}>
      <table className="table table-rows">
        <caption>{words.catalogue.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.catalogue.kind}</th>
            <th scope="col">{words.catalogue.unit}</th>
            <th scope="col">{words.catalogue.keeping}</th>
            <th scope="col">{words.catalogue.risk}</th>
            <th scope="col" className="n">
              {words.enterprises.makers}
            </th>
            <th scope="col" className="col-wide">
              {words.catalogue.liaisons}
            </th>
          </tr>
        </thead>
        {groups
          .filter(({ rows }) => rows.length > 0)
          .map(({ one, rows }) => (
            <tbody key={one}>
              <tr>
                <th scope="rowgroup" colSpan={6}>
                  {words.classes[one]} <span className="muted num">{rows.length}</span>
                </th>
              </tr>
              {rows.map((kind) => (
                <Line
                  key={kind.code}
                  kind={kind}
                  makers={totals.data?.kinds.find((each) => each.kind === kind.code)?.makers}
                  open={kind.code === openCode}
                />
              ))}
            </tbody>
          ))}
      </table>
    </TableBox>
  )
}

/** The catalogue (E1): kinds in their classes, the unit all quantities are counted in, who makes them, who is named for them. */
export const CataloguePage = () => {
  const { catalogue: words } = useSupply()
  const { acting } = useSession()
  const { query } = useKinds()
  const search = useSearch({ from: '/catalogue' })
  const { code = null } = useParams({ strict: false })
  return (
    <div className={`split ${code === null ? '' : 'has-panel'}`}>
      <Page
        title={words.title}
        error={query.error}
        aside={words.intro}
        actions={
          acting.place.level === 'nation' && (
            <Link to="/catalogue/$code" params={{ code: 'new' }} search={search} className="btn btn-main">
              {words.add}
            </Link>
          )
        }
      >
        <Loaded query={query} rows={12}>
          {({ rows }) => <KindTable kinds={rows} openCode={code} />}
        </Loaded>
      </Page>
      <Outlet />
    </div>
  )
}
