import { FieldLink } from '../../app/field-router.js'
import { useAlarmWords } from '../../i18n/alarms.js'
import { hasOpenAlarm, type PersonInfo } from '../people/person-facts.js'
import { Baseline } from './baseline.js'
import { Monitoring } from './monitoring.js'
import { PersonAlarms } from './person-alarms.js'
import { mayBecomeWorse } from './worse-form.js'

/** The same on the phone's page of a person. Open alarms stand at the head of the page, so that no open form moves. */
export const FieldHealth = ({ person }: { readonly person: PersonInfo }) => {
  const { report } = useAlarmWords()
  return (
    <>
      {!hasOpenAlarm(person) && <PersonAlarms person={person} />}
      <Monitoring person={person} />
      {mayBecomeWorse(person) && (
        <FieldLink to={`worse/${person.id}`} className="btn btn-big">
          {report.open}
        </FieldLink>
      )}
      <Baseline person={person} />
    </>
  )
}
