import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { Panel } from '../../app/page.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useJoinWords } from '../../i18n/joins.js'
import { Loaded } from '../../ui/states.js'
import { DeskHealth } from '../alarms/desk-health.js'
import { PersonAlarms } from '../alarms/person-alarms.js'
import { CorrectForm } from '../followups/correct-form.js'
import { justRecorded } from '../followups/just-recorded.js'
import { RecordForm } from '../followups/record-form.js'
import { HomeLinkPanel } from '../home/link-panel.js'
import { DeskHousehold } from '../households/desk-household.js'
import { JoinedHere } from '../joins/joined-here.js'
import { DeskChanged } from '../life/desk-changed.js'
import { LifeBanner } from '../life/life-banner.js'
import { TakeBack } from '../life/take-back.js'
import { UnlessGone } from '../life/unless-gone.js'
import { personMedicine } from '../medicine/medicine-later.js'
import { toldPanel } from '../numbers/told-later.js'
import { useMay } from '../session/session.js'
import { ServedBy } from '../teams/served-by.js'
import { servedOf } from '../teams/served-subject.js'
import { OverrideForm } from '../tier/override-form.js'
import { DueOnDay } from './due-on-day.js'
import { LookedBy } from './looked-by.js'
import { hasOpenAlarm, NextDue, PersonFacts, type PersonInfo, PersonSubtitle } from './person-facts.js'
import { TierWhy } from './tier-why.js'
import { type Entry, Timeline } from './timeline.js'
import { usePerson } from './use-person.js'

type Doing = { readonly what: 'record' } | { readonly what: 'correct'; readonly entryId: string } | null

type Step = { readonly person: PersonInfo; readonly doing: Doing; readonly onDoing: (doing: Doing) => void }

const Leave = ({ onDone }: { readonly onDone: () => void }) => {
  const { common } = useI18n().words
  return (
    <button type="button" className="btn btn-quiet" onClick={onDone}>
      {common.cancel}
    </button>
  )
}

/** What is due and the one main action: before the facts, which fill the first screen of the panel. */
const NextStep = ({ person, doing, onDoing }: Step) => {
  const { words } = useI18n()
  const may = useMay()
  const navigate = useNavigate()
  const done = (): void => onDoing(null)
  return (
    <section className="card stack">
      <NextDue person={person} />
      <DueOnDay id={person.id} />
      {may('followup.record') && doing === null && (
        <UnlessGone life={person.life}>
          <button type="button" className="btn btn-main" onClick={() => onDoing({ what: 'record' })}>
            {words.followup.record}
          </button>
        </UnlessGone>
      )}
      {doing?.what === 'record' && (
        <>
          <RecordForm
            person={{
              ...person,
              daily: person.episode !== null,
              red: person.tier.tier === 'red',
              noDisease: person.tier.disease === 'none',
            }}
            mode={person.phones.length === 0 ? 'visit' : person.due.mode}
            onDone={done}
            onAddDisease={(id) => void navigate({ to: '/people/$id/edit', params: { id } })}
            onCorrect={(_person, entryId) => onDoing({ what: 'correct', entryId })}
          />
          <Leave onDone={done} />
        </>
      )}
    </section>
  )
}

/** To the page that an entry belongs to, for whoever may open it. */
const useEntryLinks = () => {
  const may = useMay()
  return (entry: Entry, text: string): ReactNode => {
    if (entry.kind === 'merged' && entry.other !== null) {
      return (
        <Link to="/people/$id" params={{ id: entry.other }}>
          {text}
        </Link>
      )
    }
    if (entry.kind === 'alarm') return <Link to="/alarms">{text}</Link>
    if (entry.kind === 'medicine' && may('medicine.read')) return <Link to="/medicine">{text}</Link>
    return entry.kind === 'call' && may('call.read') ? <Link to="/desk">{text}</Link> : text
  }
}

const Past = ({ person, doing, onDoing }: Step) => {
  const { words } = useI18n()
  const may = useMay()
  const linkTo = useEntryLinks()
  const done = (): void => onDoing(null)
  return (
    <>
      {doing?.what === 'correct' && (
        <section className="card stack">
          <h2>{words.followup.correctTitle}</h2>
          <CorrectForm
            key={doing.entryId}
            person={{ ...person, daily: person.episode !== null, red: person.tier.tier === 'red' }}
            entryId={doing.entryId}
            entry={
              person.timeline.find((entry) => entry.id === doing.entryId) ??
              justRecorded(doing.entryId)?.command ??
              null
            }
            onDone={done}
          />
          <Leave onDone={done} />
        </section>
      )}
      <section className="stack" aria-labelledby="timeline-title">
        <h2 id="timeline-title">{words.person.timeline}</h2>
        <Timeline
          entries={person.timeline}
          onCorrect={may('followup.record') ? (entry) => onDoing({ what: 'correct', entryId: entry.id }) : undefined}
          link={linkTo}
          more={may('person.edit') ? (entry) => <TakeBack person={person} entry={entry} /> : undefined}
        />
      </section>
    </>
  )
}

const Whole = ({ person }: { readonly person: PersonInfo }) => {
  const { words: base } = useI18n()
  const joins = useJoinWords()
  const may = useMay()
  const [doing, setDoing] = useState<Doing>(null)
  const step = { person, doing, onDoing: setDoing }
  return (
    <div className="stack-wide">
      <header>
        <h2 className="panel-title">{person.name}</h2>
        <PersonSubtitle person={person} /> {person.trial && <span className="tag">{base.trial}</span>}
      </header>
      <LifeBanner
        person={person}
        toPerson={(id, text) => (
          <Link to="/people/$id" params={{ id }} className="btn btn-main">
            {text}
          </Link>
        )}
      />
      {person.joinedFrom.length > 0 && (
        <JoinedHere
          from={person.joinedFrom}
          toPerson={(id, text) => (
            <Link to="/people/$id" params={{ id }}>
              {text}
            </Link>
          )}
        />
      )}
      {hasOpenAlarm(person) && <PersonAlarms person={person} />}
      <div className="stack">
        <TierWhy tier={person.tier} />
        {may('tier.override') && <OverrideForm person={person} />}
      </div>
      <NextStep {...step} />
      <PersonFacts person={person} />
      {may('person.edit') && person.joinedTo === null && (
        <Link to="/people/$id/edit" params={{ id: person.id }} className="btn" style={{ alignSelf: 'start' }}>
          {base.byHand.correct}
        </Link>
      )}
      {person.due.reason !== 'gone' && <ServedBy about={servedOf(person)} />}
      <toldPanel.Screen id={person.id} household={person.household} />
      <DeskHousehold person={person} />
      <DeskHealth person={person} />
      <personMedicine.Screen person={person} />
      <DeskChanged person={person} />
      {may('person.join') && person.due.reason !== 'gone' && (
        <Link to="/people/$id/join" params={{ id: person.id }} className="btn btn-quiet" style={{ alignSelf: 'start' }}>
          {joins.open}
        </Link>
      )}
      <Past {...step} />
      {may('followup.record') && person.due.reason !== 'gone' && (
        <HomeLinkPanel personId={person.id} link={person.homeLink} />
      )}
      <LookedBy person={person} />
    </div>
  )
}

/** A person beside the list: who, state now, next step, timeline of facts. */
export const PersonPanel = () => {
  const { id } = useParams({ from: '/people/$id' })
  const search = useSearch({ from: '/people' })
  const navigate = useNavigate()
  const { people: words } = useDesk()
  const query = usePerson(id)
  return (
    <Panel key={id} label={words.panel} onClose={() => void navigate({ to: '/people', search, resetScroll: false })}>
      <Loaded query={query} rows={10}>
        {(person) => <Whole person={person} />}
      </Loaded>
    </Panel>
  )
}
