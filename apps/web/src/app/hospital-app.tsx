import type { ReactNode } from 'react'
import { MinePage } from '../features/hospital/mine-page.js'
import { RequestPage } from '../features/hospital/request-page.js'
import { startOf } from '../features/session/home.js'
import { LanguageSwitch } from '../features/session/language-switch.js'
import { useSession } from '../features/session/session.js'
import { useHospital } from '../i18n/hospital.js'
import { useI18n } from '../i18n/i18n.js'
import { later } from '../ui/later.js'
import { EmptyState } from '../ui/states.js'
import { FieldHeading } from './field-parts.js'
import { FieldLink, useFieldPath } from './field-router.js'

// What waits and one request are in the entry; what is done with them is opened after that.
const newPage = later(async () => (await import('../features/hospital/form-page.js')).NewRequestPage)
const changePage = later(async () => (await import('../features/hospital/form-page.js')).ChangeRequestPage)
const endedPage = later(async () => (await import('../features/hospital/ended-page.js')).EndedPage)
const gatesPage = later(async () => (await import('../features/hospital/gates-page.js')).GatesPage)
const returnPage = later(async () => (await import('../features/hospital/return-page.js')).ReturnPage)
const withdrawPage = later(async () => (await import('../features/hospital/withdraw-page.js')).WithdrawPage)
const offersPage = later(async () => (await import('../features/hospital/offers-page.js')).HospitalOffers)
const mePage = later(async () => (await import('../features/report/me-page.js')).ReportMe)

const tabs = ['requests', 'offers', 'me'] as const
const icons = {
  requests: 'M5 3h14v18H5zM9 8h6M9 12h6M9 16h3',
  offers: 'M3 8l9-4 9 4v9l-9 4-9-4zM3 8l9 4 9-4M12 12v9',
  me: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21a8 8 0 0 1 16 0',
} as const

const tabOf = (path: string): (typeof tabs)[number] => {
  const first = path.split('/')[0]
  return first === 'me' || first === 'offers' ? first : 'requests'
}

const BottomBar = ({ path }: { readonly path: string }) => {
  const words = useHospital()
  return (
    <nav className="f-bar" aria-label={words.nav}>
      {tabs.map((tab) => (
        <FieldLink key={tab} to={tab === 'requests' ? '' : tab} current={tabOf(path) === tab}>
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
          <span>{words.tabs[tab]}</span>
        </FieldLink>
      ))}
    </nav>
  )
}

/** Another role came here: it is told where its work is. */
const NotHere = () => {
  const words = useHospital()
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

const requestScreen = (id: string, second: string): ReactNode => {
  switch (second) {
    case '':
      return <RequestPage id={id} />
    case 'change':
      return <changePage.Screen id={id} />
    case 'return':
      return <returnPage.Screen id={id} />
    case 'withdraw':
      return <withdrawPage.Screen id={id} />
    case 'gates':
      return <gatesPage.Screen id={id} />
    default:
      return <NotFound />
  }
}

const screenOf = (path: string): ReactNode => {
  const [first = '', second = ''] = path.split('/')
  switch (first) {
    case '':
      return <MinePage />
    case 'me':
      return <mePage.Screen />
    case 'new':
      return <newPage.Screen />
    case 'ended':
      return <endedPage.Screen />
    case 'offers':
      return <offersPage.Screen />
    default:
      return isId(first) ? requestScreen(first, second) : <NotFound />
  }
}

/** The page of whoever asks for supplies, or approves inside, for a hospital. */
export const HospitalApp = () => {
  const path = useFieldPath()
  const { words } = useI18n()
  const { acting, demonstration } = useSession()
  const here = startOf(acting.role) === '/hospital'
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
