import { useSyncExternalStore } from 'react'
import { FieldLink } from '../../app/field-router.js'
import { useAlarmWords } from '../../i18n/alarms.js'
import { useI18n } from '../../i18n/i18n.js'
import { lastReading, onReading } from './told.js'
import { countText, useAlarmPlace, useOpenAlarms } from './use-alarms.js'
import { WhatToDo } from './what-to-do.js'

const Told = () => {
  const told = useSyncExternalStore(onReading, lastReading)
  const { told: words } = useAlarmWords()
  if (told === null) return null
  return (
    <WhatToDo
      told={told}
      links={({ answer, command }) => (
        <FieldLink to={answer === 'alarm' ? 'alarms' : `report/${command.personId}`} className="btn btn-big">
          {answer === 'alarm' ? words.open : words.again2}
        </FieldLink>
      )}
    />
  )
}

/** What a phone says of alarms on every screen: what to do about a reading of one's own, and how many are open. */
export const FieldTold = () => {
  const { page } = useAlarmWords()
  const { number } = useI18n()
  const { data } = useOpenAlarms(useAlarmPlace())
  const open = data?.rows.length ?? 0
  return (
    <>
      <div role="status">
        {open > 0 && (
          <FieldLink to="alarms" className="f-alarms num">
            {page.openCount(countText(open, data?.next !== null, number))}
          </FieldLink>
        )}
      </div>
      <Told />
    </>
  )
}
