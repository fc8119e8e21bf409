import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { exportTeams } from './export-teams.js'
import { changeTeam, createTeam, listTeams } from './use-teams.js'

export type TeamNeeds = CareNeeds & {
  /** Sessions remember their team: forgotten when members change. */
  readonly forgetSessions: () => void
}

export const teamHandlers = (needs: TeamNeeds): Handlers => ({
  'team.list': (call) => listTeams(needs, call),
  'team.export': (call) => exportTeams(needs, call),
  'team.create': async (call) => {
    const team = await createTeam(needs, call)
    needs.forgetSessions()
    return team
  },
  'team.change': async (call) => {
    const team = await changeTeam(needs, call)
    needs.forgetSessions()
    return team
  },
})
