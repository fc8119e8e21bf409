import type { Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useSession } from '../session/session.js'

export type Alarm = Reply<'alarm.list'>['rows'][number]

/** As many as one answer holds; more are told to be there. */
export const mostShown = 200

/** Where the acting role's own alarms are asked for: a team's in its township. Null: nowhere. */
export const useAlarmPlace = (): string | null => {
  const { acting, actions } = useSession()
  const { code } = acting.place
  if (!actions.includes('alarm.read') || code.length < 6) return null
  if (acting.team !== null) return code.slice(0, 9)
  // A worker without a team and without a village reaches nobody.
  return acting.role === 'villageWorker' && code.length < 12 ? null : code
}

/** The open alarms of a place, in the order in which they are to be taken up; the live stream renews them. */
export const useOpenAlarms = (place: string | null) =>
  useApi(
    'alarm.list',
    { query: { place: place ?? '', state: 'open', limit: mostShown } },
    { enabled: place !== null, staleTime: 60_000 },
  )

/** The newest of them, where there are more than one answer holds and a new one may stand behind its end. */
export const useNewestAlarms = (place: string | null, more: boolean) =>
  useApi(
    'alarm.list',
    { query: { place: place ?? '', state: 'open', sort: 'newest', limit: 50 } },
    { enabled: place !== null && more, staleTime: 60_000 },
  )

/** How many are open, as it is written: an answer holds no more than it holds. */
export const countText = (rows: number, more: boolean, number: (n: number) => string): string =>
  more ? `${number(rows)}+` : number(rows)
