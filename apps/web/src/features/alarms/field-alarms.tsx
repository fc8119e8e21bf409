import { useState } from 'react'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useAlarmWords } from '../../i18n/alarms.js'
import { useWords } from '../../i18n/i18n.js'
import { Choice } from '../../ui/form.js'
import { ClosedAlarms, OpenAlarms } from './alarm-list.js'
import { type Alarm, useAlarmPlace } from './use-alarms.js'

const name = ({ personId, name: text }: Alarm) => <FieldLink to={`people/${personId}`}>{text}</FieldLink>

/** A worker's own alarms on the phone. */
export const FieldAlarms = () => {
  const { page } = useAlarmWords()
  const { field } = useWords()
  const place = useAlarmPlace()
  const [state, setState] = useState<'open' | 'closed'>('open')
  return (
    <>
      <FieldHeading title={page.title} back />
      <Choice
        legend={page.tabs}
        name="alarm-state"
        value={state}
        options={[
          { value: 'open', label: page.open },
          { value: 'closed', label: page.closed },
        ]}
        onChange={setState}
      />
      {place === null ? (
        <p className="note">{field.needTeam}</p>
      ) : state === 'open' ? (
        <OpenAlarms place={place} name={name} />
      ) : (
        <ClosedAlarms place={place} name={name} />
      )}
    </>
  )
}
