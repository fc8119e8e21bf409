import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink, navigate } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { Loaded } from '../../ui/states.js'
import { FieldHealth } from '../alarms/field-health.js'
import { PersonAlarms } from '../alarms/person-alarms.js'
import { HomeLinkPanel } from '../home/link-panel.js'
import { FieldHousehold } from '../households/field-household.js'
import { joinedHere } from '../joins/joined-later.js'
import { ChangedLink, ChangedWithoutPage } from '../life/field-changed.js'
import { LifeBanner } from '../life/life-banner.js'
import { TakeBack } from '../life/take-back.js'
import { UnlessGone } from '../life/unless-gone.js'
import { personMedicine } from '../medicine/medicine-later.js'
import { toldPanel } from '../numbers/told-later.js'
import { ServedBy } from '../teams/served-by.js'
import { servedOf } from '../teams/served-subject.js'
import { hasOpenAlarm, NextDue, PersonFacts, PersonSubtitle } from './person-facts.js'
import { TierWhy } from './tier-why.js'
import { Timeline } from './timeline.js'
import { usePerson } from './use-person.js'

export { FieldHouseholdPage } from '../households/field-household-page.js'

export const FieldPerson = ({ id }: { readonly id: string }) => {
  const { words } = useI18n()
  const query = usePerson(id)
  return (
    <>
      <FieldHeading title={query.data?.name ?? words.field.peopleTitle} back key={query.data?.name ?? ''} />
      <Loaded query={query}>
        {(person) => (
          <div className="stack-wide">
            <p className="line">
              <PersonSubtitle person={person} />
              {person.trial && <span className="tag">{words.trial}</span>}
            </p>
            <LifeBanner
              person={person}
              toPerson={(other, text) => (
                <FieldLink to={`people/${other}`} className="btn btn-main btn-big">
                  {text}
                </FieldLink>
              )}
            />
            {person.joinedFrom.length > 0 && (
              <joinedHere.Screen
                from={person.joinedFrom}
                toPerson={(other, text) => <FieldLink to={`people/${other}`}>{text}</FieldLink>}
              />
            )}
            {hasOpenAlarm(person) && <PersonAlarms person={person} />}
            <div className="card stack">
              <TierWhy tier={person.tier} />
            </div>
            <div className="card stack">
              <NextDue person={person} />
              <UnlessGone life={person.life}>
                <FieldLink to={`record/${id}`} className="btn btn-main btn-big">
                  {words.followup.record}
                </FieldLink>
              </UnlessGone>
              <ChangedLink id={id} life={person.life} />
            </div>
            <div className="card">
              <PersonFacts person={person} />
              <FieldLink to={`edit/${id}`} className="btn">
                {words.byHand.correct}
              </FieldLink>
            </div>
            {person.due.reason !== 'gone' && <ServedBy about={servedOf(person)} />}
            <toldPanel.Screen id={id} household={person.household} />
            <FieldHousehold person={person} />
            <FieldHealth person={person} />
            {person.due.reason !== 'gone' && <personMedicine.Screen person={person} />}
            {person.due.reason !== 'gone' && <HomeLinkPanel personId={id} link={person.homeLink} />}
            <section className="stack" aria-labelledby="timeline-title">
              <h2 id="timeline-title">{words.person.timeline}</h2>
              <Timeline
                entries={person.timeline}
                link={(entry, text) => {
                  if (entry.kind === 'merged' && entry.other !== null)
                    return <FieldLink to={`people/${entry.other}`}>{text}</FieldLink>
                  return entry.kind === 'alarm' ? <FieldLink to="alarms">{text}</FieldLink> : text
                }}
                onCorrect={(entry) => navigate(`correct/${id}/${entry.id}`)}
                more={(entry) => <TakeBack person={person} entry={entry} />}
              />
            </section>
          </div>
        )}
      </Loaded>
      {query.data === undefined && (query.error || query.isPaused) && <ChangedWithoutPage id={id} />}
    </>
  )
}
