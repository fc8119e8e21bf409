import { Link, useParams } from '@tanstack/react-router'
import { Page } from '../../app/page.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { EmptyState, Loaded } from '../../ui/states.js'
import { Monitoring } from '../alarms/monitoring.js'
import { PersonAlarms } from '../alarms/person-alarms.js'
import { LifeBanner } from '../life/life-banner.js'
import { LookedBy } from '../people/looked-by.js'
import { NextDue, PersonFacts, PersonSubtitle } from '../people/person-facts.js'
import { TierWhy } from '../people/tier-why.js'
import { Timeline } from '../people/timeline.js'
import { usePerson } from '../people/use-person.js'
import './emergency.css'
import { OpenBanner } from './open-banner.js'
import { type Access, useAccesses } from './use-accesses.js'

const OpenedPerson = ({ access }: { readonly access: Access }) => {
  const { words } = useI18n()
  const query = usePerson(access.personId)
  return (
    <div className="stack-wide emergency-person">
      <OpenBanner access={access} />
      <Loaded query={query} rows={10}>
        {(person) => (
          <>
            <header>
              <h2 className="panel-title">{person.name}</h2>
              <PersonSubtitle person={person} /> {person.trial && <span className="tag">{words.trial}</span>}
            </header>
            <LifeBanner person={person} />
            {/* Why somebody looks in an emergency comes before the file. */}
            <PersonAlarms person={person} />
            <Monitoring person={person} />
            <TierWhy tier={person.tier} />
            <PersonFacts person={person} />
            <section className="card stack">
              <NextDue person={person} />
            </section>
            <section className="stack" aria-labelledby="timeline-title">
              <h2 id="timeline-title">{words.person.timeline}</h2>
              <Timeline entries={person.timeline} />
            </section>
            <LookedBy person={person} />
          </>
        )}
      </Loaded>
    </div>
  )
}

/** The one person who is open, to be read only; once it is over, the way back. */
export const EmergencyPersonPage = () => {
  const { person } = useParams({ from: '/emergency/$person' })
  const { emergency: words } = useDesk()
  const query = useAccesses()
  return (
    <Page title={words.personTitle}>
      <Loaded query={query} rows={8}>
        {({ rows }) => {
          const access = rows.find((row) => row.own && row.open && row.personId === person)
          return access === undefined ? (
            <EmptyState title={words.over}>
              <p>{words.overHint}</p>
              <Link to="/emergency" search={{}}>
                {words.back}
              </Link>
            </EmptyState>
          ) : (
            <OpenedPerson key={access.id} access={access} />
          )
        }}
      </Loaded>
    </Page>
  )
}
