import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink, goBack, navigate } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { later } from '../../ui/later.js'
import { ProblemNote, Skeleton } from '../../ui/states.js'
import { TierMark } from '../../ui/tier-mark.js'
import { LifeTag } from '../life/life-tag.js'
import { ToldFold } from '../numbers/told-fold.js'
import { DueLine } from '../people/due-words.js'
import { PersonSubtitle, PhoneLinks } from '../people/person-facts.js'
import { usePerson } from '../people/use-person.js'
import { lastSeen } from './more-later.js'
import { RecordForm } from './record-form.js'
import { findRow, type TodayPage } from './today-cache.js'

const openAlarms = later(async () => (await import('../alarms/field-open.js')).FieldOpen)

type Known = Omit<TodayPage['rows'][number], 'teamName' | 'village'>

/** Once its code is here; without a network nothing stands in the way of recording. */
const Quietly = ({ id }: { readonly id: string }) => {
  const [here, setHere] = useState(false)
  useEffect(() => {
    openAlarms.ahead().then(
      () => setHere(true),
      () => undefined,
    )
  }, [])
  return here ? <openAlarms.Screen id={id} /> : null
}

const Sheet = ({ person, report }: { readonly person: Known; readonly report: boolean }) => {
  const { words } = useI18n()
  return (
    <>
      <FieldHeading title={person.name} back />
      <Quietly id={person.id} />
      <div className="card stack">
        <p className="line">
          <TierMark tier={person.tier} />
          {person.provisional && <span className="tag tag-alarm">{words.person.provisional}</span>}
          <LifeTag life={person.life} />
          {person.daily && <span className="tag tag-alarm">{words.person.daily}</span>}
          <PersonSubtitle person={person} />
        </p>
        <p className="muted">{person.place}</p>
        <p>
          <DueLine
            due={person.due}
            attempts={person.attempts}
            neverReached={person.neverReached}
            reachedLately={person.reachedLately}
            noPhone={person.phones.length === 0}
          />
        </p>
        <lastSeen.Screen id={person.id} at={person.lastReachedAt} />
        <p className="f-phones">
          <PhoneLinks
            person={person.id}
            phones={person.phones}
            plain={person.life.status === 'dead' || person.life.status === 'left'}
          />
        </p>
        <div className="record-two">
          <FieldLink to={`people/${person.id}`} className="btn">
            {words.followup.openPerson}
          </FieldLink>
          {person.household != null && (
            <FieldLink to={`households/${person.household}`} className="btn">
              {words.person.household}
            </FieldLink>
          )}
          {person.life.status !== 'dead' && (
            <FieldLink to={`changed/${person.id}`} className="btn">
              {words.followup.changed}
            </FieldLink>
          )}
        </div>
      </div>
      {person.life.status !== 'dead' && person.life.status !== 'left' && (
        <ToldFold id={person.id} household={person.household} />
      )}
      <RecordForm
        person={{ ...person, red: person.tier === 'red' }}
        mode={person.phones.length === 0 ? 'visit' : person.due.mode}
        withReadings={report}
        onDone={goBack}
        onAddDisease={(personId) => navigate(`edit/${personId}`)}
        onCorrect={(personId, entryId) => navigate(`correct/${personId}/${entryId}`)}
      />
    </>
  )
}

/** Recording for one person: from the list when it is there, else the person is read. */
export const FieldRecord = ({ id, report }: { readonly id: string; readonly report: boolean }) => {
  const client = useQueryClient()
  const row = findRow(client, id)
  const query = usePerson(id, row === null)
  if (row !== null) return <Sheet person={row} report={report} />
  if (query.data === undefined)
    return query.error ? <ProblemNote error={query.error} onRetry={() => query.refetch()} /> : <Skeleton />
  const p = query.data
  const place = p.chain
    .slice(-2)
    .map((c) => c.name)
    .join(' ')
  const reachedLately = p.timeline
    .filter((entry) => entry.outcome === 'reached' && !entry.corrected)
    .map((entry) => entry.at)
  const lastReachedAt = reachedLately[0] ?? null
  const known: Known = {
    ...p,
    daily: p.episode !== null,
    noDisease: p.tier.disease === 'none',
    baseline: p.baseline ?? undefined,
    place,
    tier: p.tier.tier,
    provisional: p.tier.provisional.length > 0,
    neverReached: lastReachedAt === null,
    attempts: 0,
    askedBack: false,
    alarms: p.alarms.filter(({ closed }) => closed === null).length,
    late: 0,
    lastBy: null,
    lastReachedAt,
    reachedLately,
  }
  return <Sheet person={known} report={report} />
}
