import { movementKinds } from '@lianfang/domain/supply'
import type { ReactNode } from 'react'
import { startOf } from '../features/session/home.js'
import { LanguageSwitch } from '../features/session/language-switch.js'
import { useSession } from '../features/session/session.js'
import { isAct } from '../features/store/draft.js'
import { MinePage } from '../features/store/mine-page.js'
import { StockPage } from '../features/store/stock-page.js'
import { useI18n } from '../i18n/i18n.js'
import { useStoreWords } from '../i18n/store.js'
import { later } from '../ui/later.js'
import { EmptyState } from '../ui/states.js'
import { FieldHeading } from './field-parts.js'
import { FieldLink, useFieldPath } from './field-router.js'

// Stores and their stock are in the entry; the rest is opened after them.
const actPage = later(async () => (await import('../features/store/act-page.js')).ActPage)
const arrivePage = later(async () => (await import('../features/store/arrive-page.js')).ArrivePage)
const bookPage = later(async () => (await import('../features/store/book-page.js')).BookPage)
const countPage = later(async () => (await import('../features/store/count-page.js')).CountPage)
const devicesPage = later(async () => (await import('../features/store/devices-page.js')).DevicesPage)
const devicePage = later(async () => (await import('../features/store/device-page.js')).DevicePage)
const itemsPage = later(async () => (await import('../features/store/items-page.js')).ItemsPage)
const movementPage = later(async () => (await import('../features/store/movement-page.js')).MovementPage)
const offerPage = later(async () => (await import('../features/store/offer-page.js')).OfferPage)
const wayPage = later(async () => (await import('../features/store/way-page.js')).WayPage)
const loadPage = later(async () => (await import('../features/store/load-page.js')).LoadPage)
const orderPage = later(async () => (await import('../features/store/order-page.js')).OrderPage)
const giftPages = later(async () => (await import('../features/donations/keeper-gifts.js')).KeeperGifts)
const mePage = later(async () => (await import('../features/report/me-page.js')).ReportMe)

const icons = {
  mine: 'M3 9l9-5 9 5v11H3zM7 20v-7h10v7M7 16h10',
  me: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21a8 8 0 0 1 16 0',
} as const

const BottomBar = ({ path }: { readonly path: string }) => {
  const words = useStoreWords()
  return (
    <nav className="f-bar" aria-label={words.nav}>
      {(['mine', 'me'] as const).map((tab) => (
        <FieldLink key={tab} to={tab === 'mine' ? '' : tab} current={(path === 'me') === (tab === 'me')}>
          <svg
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.8"
            strokeLinejoin="round"
            aria-hidden="true"
          >
            <path d={icons[tab]} />
          </svg>
          <span>{words[tab]}</span>
        </FieldLink>
      ))}
    </nav>
  )
}

/** Another role came here: it is told where its work is. */
const NotHere = () => {
  const words = useStoreWords()
  const { shared } = useI18n()
  const { acting } = useSession()
  return (
    <>
      <FieldHeading title={words.title} />
      <EmptyState title={words.notHere(shared.roles[acting.role])}>
        <a className="btn" href={startOf(acting.role)}>
          {words.toWork}
        </a>
      </EmptyState>
    </>
  )
}

const NotFound = () => {
  const { errors } = useI18n().words
  return (
    <>
      <FieldHeading title={errors.notFoundTitle} back />
      <EmptyState title={errors.notFound}>
        <FieldLink to="" className="btn">
          {errors.toStart}
        </FieldLink>
      </EmptyState>
    </>
  )
}

const isId = (text: string): boolean => /^[0-9a-f-]{36}$/.test(text)
const isKind = (text: string): boolean => /^[a-z][a-z0-9-]{1,39}$/.test(text)
const isShow = (text: string): text is 'all' | 'available' | 'held' | 'expired' | 'reserved' | 'soon' =>
  ['all', 'available', 'held', 'expired', 'reserved', 'soon'].includes(text)

const bookScreen = (id: string, third: string, fourth: string): ReactNode => {
  if (third === '') return <bookPage.Screen id={id} of={{}} />
  if (third === 'item' && isId(fourth)) return <bookPage.Screen id={id} of={{ item: fourth }} />
  const what = movementKinds.find((kind) => kind === fourth)
  if (third === 'only' && what !== undefined) return <bookPage.Screen id={id} of={{ what }} />
  if (isId(third)) return <movementPage.Screen id={id} movement={third} just={fourth === 'done'} />
  return <NotFound />
}

const storeScreen = (id: string, rest: readonly string[]): ReactNode => {
  const [second = '', third = '', fourth = ''] = rest
  switch (second) {
    case '':
      return <StockPage id={id} />
    case 'items':
      return isKind(third) && isShow(fourth) ? <itemsPage.Screen id={id} kind={third} show={fourth} /> : <NotFound />
    case 'way':
      return <wayPage.Screen id={id} />
    case 'arrive':
      return isId(third) ? <arrivePage.Screen id={id} consignment={third} /> : <NotFound />
    case 'load':
      return isId(third) ? <loadPage.Screen id={id} consignment={third} /> : <NotFound />
    case 'devices':
      return <devicesPage.Screen id={id} />
    case 'device':
      return isId(third) ? <devicePage.Screen id={id} item={third} what={fourth} /> : <NotFound />
    case 'order':
      return isId(third) && isId(fourth) ? <orderPage.Screen id={id} order={third} line={fourth} /> : <NotFound />
    case 'gifts':
      return <giftPages.Screen id={id} gift={third} step={fourth} />
    case 'book':
      return bookScreen(id, third, fourth)
    case 'offer':
      return <offerPage.Screen id={id} />
    case 'count':
      return <countPage.Screen id={id} step={third === 'found' || third === 'check' ? third : 'fields'} />
    default:
  }
  if (!isAct(second)) return <NotFound />
  const line = /^\d{1,3}$/.test(fourth) ? Number(fourth) - 1 : null
  return <actPage.Screen id={id} act={second} step={third === 'line' ? 'line' : 'all'} line={line} />
}

const screenOf = (path: string): ReactNode => {
  const [first = '', ...rest] = path.split('/')
  if (first === '') return <MinePage />
  if (first === 'me') return <mePage.Screen />
  return isId(first) ? storeScreen(first, rest) : <NotFound />
}

/** The page of whoever keeps stores. */
export const StoreApp = () => {
  const path = useFieldPath()
  const { words } = useI18n()
  const { acting, demonstration } = useSession()
  const here = startOf(acting.role) === '/store'
  return (
    <>
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <header className="f-top">
        {demonstration && <div className="banner">{words.demonstration}</div>}
        <div className="f-top-line">
          <strong>{words.product}</strong>
          <LanguageSwitch signedIn />
        </div>
      </header>
      <main id="main" className="f-main" key={path}>
        {here || path === 'me' ? screenOf(path) : <NotHere />}
      </main>
      <BottomBar path={path} />
    </>
  )
}
