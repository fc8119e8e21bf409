import { organisationTrees } from '@lianfang/domain/org'
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type Reply, urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import type { OrganisationSearch } from '../../app/search-params.js'
import { usePlace } from '../../app/use-place.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { useTables } from '../../i18n/tables.js'
import { FileLinks } from '../../ui/file-links.js'
import { ListTools, useListTools } from '../../ui/list-tools.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import { useMay } from '../session/session.js'
import { FacilityTabs } from './tabs.js'
import { useName } from './use-name.js'

type Organisation = Reply<'organisation.list'>['rows'][number]

const Filter = ({ search }: { readonly search: OrganisationSearch }) => {
  const { facilities: words } = useDesk()
  const tables = useTables()
  const navigate = useNavigate()
  const { tree: now, ...rest } = search
  const go = (next: OrganisationSearch): void => void navigate({ to: '/facilities/organisations', search: next })
  return (
    <fieldset className="field">
      <legend>{words.tree.kind}</legend>
      <span className="chips">
        <button type="button" className="chip" aria-pressed={now === undefined} onClick={() => go(rest)}>
          {words.tree.allTrees}
        </button>
        {organisationTrees.map((tree) => (
          <button
            key={tree}
            type="button"
            className="chip"
            aria-pressed={now === tree}
            onClick={() => go({ ...rest, tree })}
          >
            {tables.organisationTrees[tree]}
          </button>
        ))}
      </span>
    </fieldset>
  )
}

const Row = ({ one, open }: { readonly one: Organisation; readonly open: boolean }) => {
  const { facilities: words } = useDesk()
  const { language, number } = useI18n()
  const tables = useTables()
  const nameOf = useName()
  const placeName = usePlaceName()
  const search = useSearch({ from: '/facilities/organisations' })
  const { tree: _tree, parent: _parent, ...place } = search
  return (
    <tr className={open ? 'is-open' : ''}>
      <th scope="row" className="tree-cell cell-line" style={{ paddingInlineStart: `${one.depth * 20 - 8}px` }}>
        <span className="sr">{words.tree.level(one.depth)} </span>
        <Link to="/facilities/organisations/$id" params={{ id: one.id }} search={search} data-row resetScroll={false}>
          {nameOf(one)}
        </Link>
        {one.code !== null && <span className="muted small num"> {one.code}</span>}
        {one.closedOn !== null && (
          <div className="small">
            <span className="tag">{words.tree.closedSince(formatDay(one.closedOn, language))}</span>
          </div>
        )}
      </th>
      <td className="col-wide">{one.depth === 1 && tables.organisationTrees[one.tree]}</td>
      <td>{placeName(one.place)}</td>
      <td className="n">
        {one.facilities > 0 ? (
          <Link to="/facilities" search={{ ...place, organisation: one.id }} className="quiet-link">
            {words.tree.openFacilities(number(one.facilities))}
          </Link>
        ) : (
          '0'
        )}
      </td>
    </tr>
  )
}

const Tree = ({ rows, openId }: { readonly rows: readonly Organisation[]; readonly openId: string | null }) => {
  const { facilities: words } = useDesk()
  return (
    <TableBox label={words.tree.caption} tall>
      <table className="table table-rows">
        <caption>{words.tree.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col" className="col-wide">
              {words.tree.kind}
            </th>
            <th scope="col">{words.tree.placeColumn}</th>
            <th scope="col" className="n">
              {words.tree.facilities}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <Row key={one.id} one={one} open={one.id === openId} />
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

type FoundProps = { readonly rows: readonly Organisation[]; readonly openId: string | null }

/** The tree as it reports, or what is looked for in it. */
const FoundInTree = ({ rows, openId }: FoundProps) => {
  const { facilities: words } = useDesk()
  const { language } = useI18n()
  const place = usePlace()
  const { tree } = useSearch({ from: '/facilities/organisations' })
  const nameOf = useName()
  const standing = new Map(rows.map((one, index) => [one.id, index]))
  const tools = useListTools({
    rows,
    keyOf: (one) => one.id,
    textOf: (one) => [one.name, one.nameEn, one.code].join(' '),
    orders: {
      tree: { value: (one) => standing.get(one.id) ?? null },
      name: { value: nameOf },
      facilities: { value: (one) => one.facilities, down: true },
    },
    first: 'tree',
  })
  const file = (format: 'xlsx' | 'csv'): string =>
    urlOf('organisation.export', {
      query: { place: placeInUrl(place), ...(tree === undefined ? {} : { tree }), format, language },
    })
  return (
    <>
      <ListTools tools={tools} label={words.tree.searchLabel} orders={words.tree.orders}>
        <FileLinks urlOf={file} />
      </ListTools>
      {tools.shown.length === 0 ? (
        <EmptyState title={words.tree.noneFound} />
      ) : (
        <Tree rows={tools.shown} openId={openId} />
      )}
    </>
  )
}

/** Organisations beside the divisions, as far as they concern a place: those within it and the chain above. */
export const OrganisationsPage = () => {
  const { facilities: words } = useDesk()
  const may = useMay()
  const place = usePlace()
  const search = useSearch({ from: '/facilities/organisations' })
  const { id = null } = useParams({ strict: false })
  const { tree } = search
  const query = useApi('organisation.list', {
    query: { place: placeInUrl(place), ...(tree === undefined ? {} : { tree }) },
  })
  const { parent: _parent, ...withoutParent } = search
  return (
    <div className={`split ${id === null ? '' : 'has-panel'}`}>
      <Page
        title={words.tree.title}
        error={query.error}
        aside={words.tree.intro}
        actions={
          may('organisation.manage') && (
            <Link
              to="/facilities/organisations/$id"
              params={{ id: 'new' }}
              search={withoutParent}
              className="btn btn-main"
            >
              {words.tree.create}
            </Link>
          )
        }
      >
        <FacilityTabs current="tree" place={search.place} />
        <Filter search={withoutParent} />
        <Loaded query={query} rows={8}>
          {({ rows, more }) => (
            <>
              {rows.length === 0 ? (
                <EmptyState title={words.tree.empty}>{words.tree.emptyHint}</EmptyState>
              ) : (
                <FoundInTree rows={rows} openId={id} />
              )}
              {more && <p className="muted">{words.tree.more}</p>}
            </>
          )}
        </Loaded>
      </Page>
      <Outlet />
    </div>
  )
}
