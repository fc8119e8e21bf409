import { usePages } from '../../api/use-api.js'
import { useSession } from '../session/session.js'

/** The day of the team acted for; without a team, what the role's place holds. */
export const useToday = (team?: string) => {
  const { acting } = useSession()
  const of = team ?? acting.team?.id
  return usePages('followup.today', { query: of === undefined ? { limit: 100 } : { team: of, limit: 100 } })
}
