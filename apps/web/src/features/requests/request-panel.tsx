import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useApi } from '../../api/use-api.js'
import { Panel } from '../../app/page.js'
import { requestListSearch, requestTabs } from '../../app/search-deals.js'
import { useI18n } from '../../i18n/i18n.js'
import { useRequests } from '../../i18n/requests.js'
import { Loaded } from '../../ui/states.js'
import { useUrgencyWords } from '../deals/request-facts.js'
import { RequestMark } from '../deals/request-mark.js'
import { StepsList } from '../deals/steps-list.js'
import type { Request } from '../deals/types.js'
import { useGoodsWords } from '../deals/use-many.js'
import { useName } from '../facilities/use-name.js'
import { HospitalPeople } from './hospital-people.js'
import { RequestAbout } from './request-about.js'
import { RequestAssign } from './request-assign.js'
import { RequestBeside } from './request-beside.js'

const Tabs = ({ id }: { readonly id: string }) => {
  const words = useRequests()
  const raw = useSearch({ from: '/requests' })
  const { tab = 'request' } = raw
  const search = requestListSearch(raw)
  return (
    <nav className="tabs" aria-label={words.tabsLabel}>
      {requestTabs.map((one) => (
        <Link
          key={one}
          to="/requests/$id"
          params={{ id }}
          search={one === 'request' ? search : { ...search, tab: one }}
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

const One = ({ request }: { readonly request: Request }) => {
  const words = useRequests()
  const { number } = useI18n()
  const nameOf = useName()
  const { named, many } = useGoodsWords()
  const urgencyWords = useUrgencyWords()
  const { tab = 'request' } = useSearch({ from: '/requests' })
  return (
    <div className="stack">
      <h2 className="panel-title">{nameOf(request.hospital)}</h2>
      <p className="line">
        <strong>
          {named(request.kind)} · {words.requestedOf(many(request.requested, request.kind))}
        </strong>
        <RequestMark row={request} />
      </p>
      <p className="muted">
        {urgencyWords(request)}
        {request.state === 'verified' && ` · ${words.assign.left(number(request.left))}`}
      </p>
      <Tabs id={request.id} />
      {tab === 'request' && <RequestAbout request={request} />}
      {tab === 'beside' && <RequestBeside request={request} />}
      {tab === 'assign' && <RequestAssign request={request} />}
      {tab === 'steps' && <StepsList steps={request.steps} of="request" />}
    </div>
  )
}

const Known = ({ id }: { readonly id: string }) => {
  const query = useApi('request.read', { params: { id } })
  return <Loaded query={query}>{(request) => <One request={request} />}</Loaded>
}

/** One request at the desk (E3): its need by its terms, what stands beside it, what can be assigned; or who asks for hospitals. */
export const RequestPanel = () => {
  const { id } = useParams({ from: '/requests/$id' })
  const search = requestListSearch(useSearch({ from: '/requests' }))
  const navigate = useNavigate()
  const { list: words } = useRequests()
  const close = (): void => void navigate({ to: '/requests', search, resetScroll: false })
  return (
    <Panel key={id} label={words.panel} onClose={close}>
      {id === 'people' ? <HospitalPeople /> : <Known id={id} />}
    </Panel>
  )
}
