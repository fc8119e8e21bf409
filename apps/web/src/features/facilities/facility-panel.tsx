import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { call, type Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { Panel } from '../../app/page.js'
import { usePlace } from '../../app/use-place.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useTables } from '../../i18n/tables.js'
import { Loaded } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { useMay, useSession } from '../session/session.js'
import { Closing } from './closing.js'
import { type Facility, FacilityForm } from './facility-form.js'
import { useName } from './use-name.js'

const Facts = ({ facility }: { readonly facility: Facility }) => {
  const { facilities: words, table } = useDesk()
  const { language } = useI18n()
  const tables = useTables()
  const nameOf = useName()
  const day = (text: string | null): string | null => (text === null ? null : formatDay(text, language))
  const facts = [
    [words.kind, tables.facilityKinds[facility.kind]],
    [words.place, [facility.township?.name, facility.place.name].filter(Boolean).join(' ')],
    [words.grade, words.grades[facility.grade]],
    [words.phone, facility.phone],
    [words.aroundTheClock, facility.aroundTheClock ? table.yes : table.no],
    [words.creditCode, facility.creditCode],
    [words.organisation, facility.organisation === null ? null : nameOf(facility.organisation)],
    [words.openFrom, day(facility.openFrom)],
    [words.closedOn, day(facility.closedOn)],
  ] as const
  return (
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
  )
}

type Answer = Reply<'facility.change'>
type Said = (answer: Answer, done: string) => void

/** What the answer to a change means for the page: done and said, or overtaken by somebody else. */
const useAnswer = (onDone: () => void): { readonly stale: boolean; readonly said: Said } => {
  const client = useQueryClient()
  const toast = useToast()
  const [stale, setStale] = useState(false)
  return {
    stale,
    said: (answer, done) => {
      for (const id of ['facility.list', 'facility.read', 'organisation.list'])
        void client.invalidateQueries({ queryKey: [id] })
      setStale(answer.outcome === 'stale')
      if (answer.outcome === 'stale') return
      toast({ text: done })
      onDone()
      // Opened again before the answer to a new question is here, it would show what was and be told that it is overtaken.
      client.removeQueries({ queryKey: ['facility.read'] })
    },
  }
}

const OneFacility = ({ facility, onDone }: { readonly facility: Facility; readonly onDone: () => void }) => {
  const { facilities: words } = useDesk()
  const may = useMay()
  const nameOf = useName()
  const { acting } = useSession()
  const { stale, said } = useAnswer(onDone)
  const keeps = may('facility.manage') && facility.place.code.startsWith(acting.place.code)
  const open = facility.closedOn === null
  return (
    <div className="stack">
      <h2 className="panel-title">{nameOf(facility)}</h2>
      {stale && (
        <p className="note note-warn" role="alert">
          {words.stale}
        </p>
      )}
      {/* The key takes up what another has changed meanwhile. */}
      {keeps && open ? (
        <FacilityForm
          key={facility.version}
          facility={facility}
          place={facility.place.code}
          onAnswer={(answer) => said(answer, words.changed)}
        />
      ) : (
        <Facts facility={facility} />
      )}
      {keeps && (
        <Closing
          closedOn={facility.closedOn}
          words={{ close: words.close, ask: words.closeAsk(nameOf(facility)), reopen: words.reopen }}
          run={(closedOn): Promise<Answer> =>
            call('facility.close', { params: { id: facility.id }, body: { version: facility.version, closedOn } })
          }
          onAnswer={(answer) => said(answer, open ? words.closed : words.reopened)}
        />
      )}
    </div>
  )
}

const NewFacility = ({ onDone }: { readonly onDone: () => void }) => {
  const { facilities: words } = useDesk()
  const place = usePlace()
  const { said } = useAnswer(onDone)
  return (
    <div className="stack">
      <h2 className="panel-title">{words.create}</h2>
      <FacilityForm facility={null} place={place} onAnswer={(answer) => said(answer, words.created)} />
    </div>
  )
}

const Known = ({ id, onDone }: { readonly id: string; readonly onDone: () => void }) => {
  const query = useApi('facility.read', { params: { id } })
  return <Loaded query={query}>{(facility) => <OneFacility facility={facility} onDone={onDone} />}</Loaded>
}

/** One institution, or a new one. */
export const FacilityPanel = () => {
  const { id } = useParams({ from: '/facilities/$id' })
  const search = useSearch({ from: '/facilities' })
  const navigate = useNavigate()
  const { facilities: words } = useDesk()
  const close = (): void => void navigate({ to: '/facilities', search, resetScroll: false })
  return (
    <Panel key={id} label={words.panel} onClose={close}>
      {id === 'new' ? <NewFacility onDone={close} /> : <Known id={id} onDone={close} />}
    </Panel>
  )
}
