import type { ReactNode } from 'react'
import { FormPage } from '../features/report/form-page.js'
import { MinePage } from '../features/report/mine-page.js'
import { startOf } from '../features/session/home.js'
import { LanguageSwitch } from '../features/session/language-switch.js'
import { useSession } from '../features/session/session.js'
import { useI18n } from '../i18n/i18n.js'
import { useReport } from '../i18n/report.js'
import { later } from '../ui/later.js'
import { EmptyState } from '../ui/states.js'
import { FieldHeading } from './field-parts.js'
import { FieldLink, useFieldPath } from './field-router.js'

// The day's report is in the entry; these are opened after it.
const pastPage = later(async () => (await import('../features/report/past-page.js')).PastPage)
const offerPage = later(async () => (await import('../features/report/offer-page.js')).OfferPage)
const productsPage = later(async () => (await import('../features/report/products-page.js')).ProductsPage)
const mePage = later(async () => (await import('../features/report/me-page.js')).ReportMe)

const icons = {
  mine: 'M4 20V9l8-5 8 5v11M9 20v-6h6v6M4 20h16',
  me: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21a8 8 0 0 1 16 0',
} as const

const BottomBar = ({ path }: { readonly path: string }) => {
  const words = useReport()
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
  const words = useReport()
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

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)
const isId = (text: string): boolean => /^[0-9a-f-]{36}$/.test(text)

const screenOf = (path: string): ReactNode => {
  const [first = '', second = '', third = ''] = path.split('/')
  if (first === '') return <MinePage />
  if (first === 'me') return <mePage.Screen />
  if (!isId(first)) return <NotFound />
  if (second === 'past') return <pastPage.Screen id={first} />
  if (second === 'offer') return <offerPage.Screen id={first} />
  if (second === 'products') return <productsPage.Screen id={first} />
  if (second === '') return <FormPage id={first} day={null} purpose="report" />
  if (!isDay(second)) return <NotFound />
  if (third === '') return <FormPage id={first} day={second} purpose="report" />
  return third === 'correct' || third === 'done' ? <FormPage id={first} day={second} purpose={third} /> : <NotFound />
}

/** The page of whoever reports for enterprises, and of those who call them. */
export const ReportApp = () => {
  const path = useFieldPath()
  const { words } = useI18n()
  const { acting, demonstration } = useSession()
  const here = startOf(acting.role) === '/report'
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
