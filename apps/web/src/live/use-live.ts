import type { Pulse } from '@lianfang/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useSession } from '../features/session/session.js'
import { followLive } from './live.js'
import { throttle } from './throttle.js'

/** Twice within the two seconds in which a follow-up must be on the county's screen. */
const spanMs = 700

/** Counts renew on every pulse; lists of people do not, so that nothing moves under a finger. */
const counted = new Set([
  'morning.read',
  'board.read',
  'team.list',
  'tier.queue',
  'emergency.list',
  'desk.read',
  'move.waiting',
  'followup.just-recorded',
])

/** Sooner than the counts: somebody may be dying. Each reading of the list is written down, so only alarms ask for it. */
const alarmSpanMs = 300

/** Keeps what is on the screen true while others work. */
export const useLive = (onPulse?: (pulse: Pulse) => void): void => {
  const client = useQueryClient()
  const { actions, acting } = useSession()
  const follows = actions.includes('live.follow')
  const who = `${acting.id}${acting.team?.id ?? ''}`
  useEffect(() => {
    if (!follows || who === '') return
    const renew = throttle(() => {
      void client.invalidateQueries({ predicate: (query) => counted.has(String(query.queryKey[0])) })
    }, spanMs)
    const renewAlarms = throttle(() => void client.invalidateQueries({ queryKey: ['alarm.list'] }), alarmSpanMs)
    return followLive((pulse) => {
      renew()
      if (pulse.alarms) renewAlarms()
      onPulse?.(pulse)
    })
  }, [client, follows, who, onPulse])
}
