import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { call } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { Panel } from '../../app/page.js'
import { storeListSearch, storeTabs } from '../../app/search-supply.js'
import { usePlace } from '../../app/use-place.js'
import { useI18n } from '../../i18n/i18n.js'
import { useStock } from '../../i18n/stock.js'
import { Loaded } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { Closing } from '../facilities/closing.js'
import { useName } from '../facilities/use-name.js'
import { useSaid } from '../supply/use-said.js'
import { ofStores } from './of-stores.js'
import { StoreBook } from './store-book.js'
import { type Store, type StoreAnswer, StoreForm, storeBody } from './store-form.js'
import { StoreKeepers } from './store-keepers.js'
import { StoreStock } from './store-stock.js'
import { StoreWay } from './store-way.js'

type OneProps = { readonly store: Store }

const Tabs = ({ store }: OneProps) => {
  const { stores: words } = useStock()
  const { tab = 'about', ...search } = useSearch({ from: '/stores' })
  const kept = storeListSearch(search)
  return (
    <nav className="tabs" aria-label={words.tabsLabel}>
      {storeTabs.map((one) => (
        <Link
          key={one}
          to="/stores/$id"
          params={{ id: store.id }}
          search={one === 'about' ? kept : { ...kept, tab: one }}
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

const Facts = ({ store }: OneProps) => {
  const { stores: words, storeKinds } = useStock()
  const { language } = useI18n()
  const { county, place } = store
  const facts = [
    [words.kind, storeKinds[store.kind]],
    [words.place, county.code === place.code ? county.name : `${county.name} ${place.name}`],
    [words.facility, store.facility?.name ?? null],
    [words.enterprise, store.enterprise?.name ?? null],
    [words.keepers, store.keepers.length === 0 ? words.noKeeper : store.keepers.map(({ name }) => name).join(' · ')],
  ] as const
  return (
    <>
      {store.closedOn !== null && (
        <p>
          <span className="tag">{words.closedSince(formatDay(store.closedOn, language))}</span>
        </p>
      )}
      <dl className="facts">
        {facts
          .filter(([, value]) => value !== null)
          .map(([label, value]) => (
            <div key={label} style={{ display: 'contents' }}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </>
  )
}

const About = ({ store }: OneProps) => {
  const { stores: words } = useStock()
  const { stale, said } = useSaid(ofStores)
  const open = store.closedOn === null
  return (
    <div className="stack">
      <Facts store={store} />
      {stale && (
        <p className="note note-warn" role="alert">
          {words.stale}
        </p>
      )}
      {store.may.manage && open && (
        <StoreForm
          key={store.version}
          store={store}
          place={store.place.code}
          onAnswer={(answer) => said(answer, words.saved)}
        />
      )}
      {store.may.manage && (
        <Closing
          closedOn={store.closedOn}
          words={{ close: words.close, ask: words.closeAsk, reopen: words.reopen }}
          run={(closedOn): Promise<StoreAnswer> =>
            call('store.change', {
              params: { id: store.id },
              body: { ...storeBody(store), version: store.version, closedOn },
            })
          }
          onAnswer={(answer) => said(answer, open ? words.closed : words.reopened)}
        />
      )}
    </div>
  )
}

const One = ({ store }: OneProps) => {
  const nameOf = useName()
  const { tab = 'about' } = useSearch({ from: '/stores' })
  return (
    <div className="stack">
      <h2 className="panel-title">{nameOf(store)}</h2>
      <Tabs store={store} />
      {tab === 'about' && <About store={store} />}
      {tab === 'stock' && <StoreStock store={store} />}
      {tab === 'onWay' && <StoreWay store={store} />}
      {tab === 'book' && <StoreBook store={store} />}
      {tab === 'keepers' && <StoreKeepers store={store} />}
    </div>
  )
}

const Known = ({ id }: { readonly id: string }) => {
  const query = useApi('store.read', { params: { id } })
  return <Loaded query={query}>{(store) => <One store={store} />}</Loaded>
}

const New = () => {
  const { stores: words } = useStock()
  const place = usePlace()
  const navigate = useNavigate()
  const search = storeListSearch(useSearch({ from: '/stores' }))
  const { said } = useSaid(ofStores)
  return (
    <div className="stack">
      <h2 className="panel-title">{words.add}</h2>
      <StoreForm
        store={null}
        place={place}
        onAnswer={(answer) => {
          said(answer, words.saved)
          if (!('result' in answer)) return
          const { id } = answer.result
          void navigate({ to: '/stores/$id', params: { id }, search: { ...search, tab: 'keepers' }, replace: true })
        }}
      />
    </div>
  )
}

/** One store (E9): what it is, what it has, what is on its way, its book, its keepers; or a new one. */
export const StorePanel = () => {
  const { id } = useParams({ from: '/stores/$id' })
  const search = storeListSearch(useSearch({ from: '/stores' }))
  const navigate = useNavigate()
  const { stores: words } = useStock()
  const close = (): void => void navigate({ to: '/stores', search, resetScroll: false })
  return (
    <Panel key={id} label={words.panel} onClose={close}>
      {id === 'new' ? <New /> : <Known id={id} />}
    </Panel>
  )
}
