import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import { lastReading, onReading } from '../features/alarms/told.js'
import { FieldCorrect } from '../features/followups/field-correct.js'
import { FieldRecord } from '../features/followups/field-record.js'
import { moreReadings, recordDetails } from '../features/followups/more-later.js'
import { OutboxProvider } from '../features/followups/outbox-context.js'
import { UnsentLine } from '../features/followups/unsent-line.js'
import { sameCall } from '../features/households/same-call-later.js'
import { medicineFields } from '../features/medicine/medicine-later.js'
import { LanguageSwitch } from '../features/session/language-switch.js'
import { useSession } from '../features/session/session.js'
import { FieldToday } from '../features/today/field-today.js'
import { useTeamPulse } from '../features/today/use-team-pulse.js'
import { useWords } from '../i18n/i18n.js'
import { later } from '../ui/later.js'
import { EmptyState } from '../ui/states.js'
import { FieldHeading } from './field-parts.js'
import { FieldLink, useFieldPath } from './field-router.js'

const icons = {
  today: 'M5 5h14v15H5zM5 10h14M9 3v4M15 3v4M9 15l2 2 4-4',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5a6.5 6.5 0 0 1 3.5 5.5',
  report: 'M3 12h4l3-7 4 14 3-7h4',
  me: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21a8 8 0 0 1 16 0',
} as const

const tabs = [
  { id: 'today', to: '' },
  { id: 'people', to: 'people' },
  { id: 'report', to: 'report' },
  { id: 'me', to: 'me' },
] as const

const BottomBar = ({ path }: { readonly path: string }) => {
  const { field } = useWords()
  const first = path.split('/')[0] ?? ''
  const active =
    first === 'record' || first === 'correct' || first === 'alarms' || first === 'homes' || first === 'fresh'
      ? ''
      : first === 'edit' || first === 'worse' || first === 'changed' || first === 'households'
        ? 'people'
        : first
  return (
    <nav className="f-bar" aria-label={field.nav}>
      {tabs.map((tab) => (
        <FieldLink key={tab.id} to={tab.to} current={active === tab.to}>
          <svg
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.8"
            strokeLinejoin="round"
            aria-hidden="true"
          >
            <path d={icons[tab.id]} />
          </svg>
          <span>{field[tab.id]}</span>
        </FieldLink>
      ))}
    </nav>
  )
}

const NotFound = () => {
  const { errors } = useWords()
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

// The day, recording and putting right are in the entry: a worker's phone loses its network at once. These wait
// until the day is on the screen; what can be used without a network is fetched then, so that it opens without one too.
const personScreen = later(async () => (await import('../features/people/field-person.js')).FieldPerson)
const meScreen = later(async () => (await import('../features/session/field-me.js')).FieldMe)
// Readings are judged and said without a network too; their words and rules are 11 KB.
const told = later(async () => (await import('../features/alarms/field-told.js')).FieldTold)
const changedScreen = later(async () => (await import('../features/life/field-changed.js')).FieldChanged)
// A search asks the server in any case.
const peopleScreen = later(async () => (await import('../features/people/field-people.js')).FieldPeople)
const soon = [
  peopleScreen,
  personScreen,
  meScreen,
  moreReadings,
  recordDetails,
  medicineFields,
  changedScreen,
  sameCall,
]
const soonMs = 1_500
const alarmsScreen = later(async () => (await import('../features/alarms/field-alarms.js')).FieldAlarms)
const worseScreen = later(async () => (await import('../features/alarms/field-worse.js')).FieldWorse)
// Only teams with a home in their villages open these, and a round needs a network.
const homesScreen = later(async () => (await import('../features/care-homes/field-homes.js')).FieldHomes)
const homeScreen = later(async () => (await import('../features/care-homes/field-homes.js')).FieldHome)
const homesLine = later(async () => (await import('../features/care-homes/field-homes.js')).HomesLine)
const roundScreen = later(async () => (await import('../features/care-homes/field-homes.js')).FieldRound)
// Seldom opened and of no use without a network: 7 KB.
const addScreen = later(async () => (await import('../features/doorstep/field-doorstep.js')).FieldAdd)
const editScreen = later(async () => (await import('../features/doorstep/field-doorstep.js')).FieldEdit)

// In the code of a person's page, where its links stand: one file less for the entry to know.
const householdScreen = later(async () => (await import('../features/people/field-person.js')).FieldHouseholdPage)
const freshScreen = later(async () => (await import('../features/day/field-fresh.js')).FieldFresh)

const useScreensSoon = (): void => {
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const screen of soon) screen.ahead().catch(() => undefined) // tried again when it is opened
    }, soonMs)
    return () => clearTimeout(timer)
  }, [])
}

/** What is said of alarms on every screen, once its code is here or a reading asks for it. */
const Told = () => {
  const [here, setHere] = useState(false)
  const reading = useSyncExternalStore(onReading, lastReading)
  useEffect(() => {
    const load = (): void =>
      void told.ahead().then(
        () => setHere(true),
        () => undefined, // tried again when a reading asks for it
      )
    const timer = setTimeout(load, soonMs)
    return () => clearTimeout(timer)
  }, [])
  return here || reading !== null ? <told.Screen /> : null
}

/** Care homes of the team, once the day is on the screen; where there is none, or no network, nothing is said. */
const HomesSoon = () => {
  const [here, setHere] = useState(false)
  useEffect(() => {
    const load = (): void =>
      void homesLine.ahead().then(
        () => setHere(true),
        () => undefined, // said again when the day's page is opened anew
      )
    const timer = setTimeout(load, soonMs)
    return () => clearTimeout(timer)
  }, [])
  return here ? <homesLine.Screen /> : null
}

const screenOf = (path: string): ReactNode => {
  const [first = '', id = '', entry = ''] = path.split('/')
  if (first === '') return <FieldToday more={<HomesSoon />} />
  if (first === 'people' && id === 'new') return <addScreen.Screen />
  if (first === 'edit' && id !== '') return <editScreen.Screen id={id} />
  if (first === 'changed' && id !== '') return <changedScreen.Screen id={id} />
  if (first === 'people') return id === '' ? <peopleScreen.Screen purpose="look" /> : <personScreen.Screen id={id} />
  if (first === 'report') return id === '' ? <peopleScreen.Screen purpose="report" /> : <FieldRecord id={id} report />
  if (first === 'record' && id !== '') return <FieldRecord id={id} report={false} />
  if (first === 'correct' && entry !== '') return <FieldCorrect personId={id} entryId={entry} />
  if (first === 'homes' && id === '') return <homesScreen.Screen />
  if (first === 'homes') return entry === 'round' ? <roundScreen.Screen id={id} /> : <homeScreen.Screen id={id} />
  if (first === 'households' && id !== '') return <householdScreen.Screen id={id} />
  if (first === 'fresh') return <freshScreen.Screen />
  if (first === 'alarms') return <alarmsScreen.Screen />
  if (first === 'worse' && id !== '') return <worseScreen.Screen id={id} />
  if (first === 'me') return <meScreen.Screen />
  return <NotFound />
}

const Screens = () => {
  const path = useFieldPath()
  const words = useWords()
  const { demonstration } = useSession()
  useTeamPulse()
  useScreensSoon()
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
        <UnsentLine />
      </header>
      <Told />
      <main id="main" className="f-main" key={path}>
        {screenOf(path)}
      </main>
      <BottomBar path={path} />
    </>
  )
}

export const FieldApp = () => (
  <OutboxProvider>
    <Screens />
  </OutboxProvider>
)
