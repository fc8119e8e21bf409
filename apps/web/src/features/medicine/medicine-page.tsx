import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { urlOf } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { usePages } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useI18n } from '../../i18n/i18n.js'
import { useMedicineWords } from '../../i18n/medicine.js'
import { PagedList } from '../../ui/counted-list.js'
import { FileLinks } from '../../ui/file-links.js'
import { ListTools, useListTools } from '../../ui/list-tools.js'
import { Moment } from '../../ui/moment.js'
import { EmptyState } from '../../ui/states.js'
import { TierMark } from '../../ui/tier-mark.js'
import { PhoneLinks } from '../people/person-facts.js'
import { useMay } from '../session/session.js'
import { Closed, CloseRequest, type MedicineRequest } from './close-request.js'
import { Lasts } from './lasts.js'
import './medicine.css'
import { AskingCalls } from './asking-calls.js'
import { askTheLabel, supplyOfRequest } from './supply-later.js'
import { ToldLater } from './told-later.js'

/** Opened by who means to issue or deliver: a list of hundreds does not ask each of its requests. */
const Supply = ({ request }: { readonly request: string }) => {
  const words = useMedicineWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.supply}</summary>
      {isOpen && <supplyOfRequest.Screen request={request} />}
    </details>
  )
}

const Label = () => {
  const words = useMedicineWords()
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  if (!may('label.read')) return null
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.askLabel}</summary>
      {isOpen && <askTheLabel.Screen />}
    </details>
  )
}

const RequestCard = ({ request }: { readonly request: MedicineRequest }) => {
  const words = useMedicineWords()
  const { number } = useI18n()
  return (
    <article className="card stack" aria-label={words.requestOf(request.name)}>
      <p className="line">
        <TierMark tier={request.tier} />
        <Link to="/people/$id" params={{ id: request.personId }} className="strong" data-row>
          {request.name}
        </Link>
        <span className="muted">
          {[request.place, request.teamName].filter((text) => (text ?? '') !== '').join(' · ')}
        </span>
        {request.late && <span className="tag tag-alarm">{words.late}</span>}
      </p>
      <p>
        {request.outOn !== null && request.closed === null && <Lasts outOn={request.outOn} />}
        {request.daysLeft !== null && (request.outOn === null || request.closed !== null) && (
          <span className="strong num">{words.told(number(request.daysLeft))}</span>
        )}
        {request.note !== null && <span> {request.note}</span>}
      </p>
      <ToldLater later={request.later} />
      <p className="muted small">
        {words.askedBy(request.askedBy)} <Moment at={request.askedAt} />
      </p>
      <AskingCalls calls={request.calls} />
      {request.closed === null ? (
        <>
          <p className="f-phones">
            <PhoneLinks person={request.personId} phones={request.phones} />
          </p>
          <Supply request={request.id} />
          <CloseRequest request={request} />
        </>
      ) : (
        <Closed closed={request.closed} />
      )}
    </article>
  )
}

type ListProps = {
  readonly rows: readonly MedicineRequest[]
  readonly state: 'open' | 'closed'
  readonly place: string
}

const Cards = ({ rows, state, place }: ListProps) => {
  const words = useMedicineWords()
  const { language } = useI18n()
  const tools = useListTools({
    rows,
    keyOf: (row) => row.id,
    textOf: (row) =>
      [row.name, row.place, row.teamName, row.note, row.askedBy, ...row.later.map(({ note }) => note)].join(' '),
    orders: {
      given: { value: () => 0 },
      days: { value: (row) => row.outOn },
      place: { value: (row) => row.place },
    },
    first: 'given',
  })
  const file = (format: 'xlsx' | 'csv'): string =>
    urlOf('medicine.export', { query: { place: placeInUrl(place), state, format, language } })
  return (
    <>
      <ListTools tools={tools} label={words.searchLabel} orders={words.orders[state]}>
        <FileLinks urlOf={file} />
      </ListTools>
      {tools.shown.length === 0 ? (
        <EmptyState title={words.noneFound} />
      ) : (
        <ul className="medicine-cards" aria-label={words.title}>
          {tools.shown.map((request) => (
            <li key={request.id}>
              <RequestCard request={request} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Requests for medicine of a place: what runs out where, and who has seen to it (K9). */
export const MedicinePage = () => {
  const words = useMedicineWords()
  const { number } = useI18n()
  const place = usePlace()
  const { shown } = useSearch({ from: '/medicine' })
  const state = shown ?? 'open'
  const query = usePages('medicine.list', { query: { place: placeInUrl(place), state, limit: 200 } })
  const search = { place: placeInUrl(place) }
  const tab = (name: 'open' | 'closed') => (
    <Link
      to="/medicine"
      search={name === 'open' ? search : { ...search, shown: name }}
      activeOptions={{ exact: true }}
      className="tab"
      aria-current={state === name ? 'page' : undefined}
    >
      {words.states[name]}
    </Link>
  )
  return (
    <Page title={words.title} error={query.error} aside={words.intro}>
      <nav className="tabs" aria-label={words.tabs}>
        {tab('open')}
        {tab('closed')}
      </nav>
      <Label />
      <PagedList
        query={query}
        skeleton={6}
        empty={<EmptyState title={words.empty[state]}>{words.emptyHint}</EmptyState>}
        shown={(n) => words.shown(number(n))}
      >
        {(rows) => <Cards key={state} rows={rows} state={state} place={place} />}
      </PagedList>
    </Page>
  )
}
