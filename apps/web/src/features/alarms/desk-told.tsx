import { Link } from '@tanstack/react-router'
import { useSyncExternalStore } from 'react'
import { useAlarmWords } from '../../i18n/alarms.js'
import { closeReading, lastReading, onReading } from './told.js'
import { WhatToDo } from './what-to-do.js'

/** What to do about a reading that was just recorded at the desk. */
export const DeskTold = () => {
  const told = useSyncExternalStore(onReading, lastReading)
  const { told: words } = useAlarmWords()
  if (told === null) return null
  return (
    <WhatToDo
      told={told}
      links={() => (
        <Link to="/alarms" className="btn btn-big" onClick={closeReading}>
          {words.open}
        </Link>
      )}
    />
  )
}
