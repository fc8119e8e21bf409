import { FieldLink } from '../../app/field-router.js'
import { useAlarmWords } from '../../i18n/alarms.js'
import type { PersonInfo } from '../people/person-facts.js'
import { Baseline } from './baseline.js'
import { Monitoring } from './monitoring.js'
import { PersonAlarms } from './person-alarms.js'
import { mayBecomeWorse } from './worse-form.js'

/** Alarms, daily monitoring and the usual SpO2 on the phone's page of a person, and the way to report a worsening. */
export const FieldHealth = ({ person }: { readonly person: PersonInfo }) => {
  const { report } = useAlarmWords()
  return (
    <>
      <PersonAlarms person={person} />
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
