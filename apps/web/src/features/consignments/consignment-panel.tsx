import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { placeInUrl } from '../../api/path.js'
import { isApiProblem } from '../../api/problem.js'
import { useApi } from '../../api/use-api.js'
import { Panel } from '../../app/page.js'
import { consignmentListSearch, consignmentTabs } from '../../app/search-consignments.js'
import { usePlace } from '../../app/use-place.js'
import { useConsignments } from '../../i18n/consignments.js'
import { useI18n } from '../../i18n/i18n.js'
import { Moment } from '../../ui/moment.js'
import { Loaded } from '../../ui/states.js'
import { useGoodsWords } from '../deals/use-many.js'
import { CargoTab } from './cargo-tab.js'
import { Gone } from './gone.js'
import { LinkTab } from './link-tab.js'
import { Marks } from './marks.js'
import { NewConsignment } from './new-consignment.js'
import { PapersTab } from './papers-tab.js'
import { StepsTab } from './steps-tab.js'
import { AlarmNote } from './take-alarm.js'
import type { Consignment } from './types.js'
import { WayTab } from './way-tab.js'

const Tabs = ({ id }: { readonly id: string }) => {
  const words = useConsignments()
  const raw = useSearch({ from: '/consignments' })
  const { tab = 'way' } = raw
  const search = consignmentListSearch(raw)
  return (
    <nav className="tabs" aria-label={words.tabsLabel}>
      {consignmentTabs.map((one) => (
        <Link
          key={one}
          to="/consignments/$id"
          params={{ id }}
          search={one === 'way' ? search : { ...search, tab: one }}
          activeOptions={{ exact: true }}
          className="tab"
          aria-current={one === tab ? 'page' : undefined}
          resetScroll={false}
          replace
        >
          {words.tabs[one]}
        </Link>
      ))}
    </nav>
  )
}

const One = ({ consignment }: { readonly consignment: Consignment }) => {
  const words = useConsignments()
  const { number } = useI18n()
  const { named, many } = useGoodsWords()
  const { tab = 'way' } = useSearch({ from: '/consignments' })
  const { from, party, to, kinds, arrivedAt, expectedAt } = consignment
  const at = arrivedAt ?? expectedAt
  return (
    <div className="stack">
      <h2 className="panel-title">{words.fromTo(from?.name ?? party ?? '', to.name)}</h2>
      <Marks row={consignment} />
      <ul>
        {kinds.map((one) => (
          <li key={one.kind}>
            <strong>{named(one.kind)}</strong>{' '}
            <span className="num">{words.leftOf(number(one.left), many(one.quantity, one.kind))}</span>
          </li>
        ))}
      </ul>
      {at !== null && (
        <p className="muted">
          {arrivedAt === null ? words.list.expected : words.what.arrived} <Moment at={at} exact />
        </p>
      )}
      <AlarmNote consignment={consignment} />
      <Tabs id={consignment.id} />
      {tab === 'way' && <WayTab consignment={consignment} />}
      {tab === 'cargo' && <CargoTab consignment={consignment} />}
      {tab === 'papers' && <PapersTab consignment={consignment} />}
      {tab === 'link' && <LinkTab consignment={consignment} />}
      {tab === 'steps' && <StepsTab consignment={consignment} />}
    </div>
  )
}

const Known = ({ id }: { readonly id: string }) => {
  const query = useApi('consignment.read', { params: { id } })
  const place = usePlace()
  const isGone = isApiProblem(query.error) && query.error.code === 'not-found'
  return (
    <>
      {isGone && <Gone of={{ place: placeInUrl(place) }} only={id} />}
      <Loaded query={query}>{(consignment) => <One consignment={consignment} />}</Loaded>
    </>
  )
}

/** One consignment at the desk (E5), or a new one. */
export const ConsignmentPanel = () => {
  const { id } = useParams({ from: '/consignments/$id' })
  const search = consignmentListSearch(useSearch({ from: '/consignments' }))
  const navigate = useNavigate()
  const { list: words } = useConsignments()
  const close = (): void => void navigate({ to: '/consignments', search, resetScroll: false })
  return (
    <Panel key={id} label={words.panel} onClose={close}>
      {id === 'new' ? <NewConsignment /> : <Known id={id} />}
    </Panel>
  )
}
