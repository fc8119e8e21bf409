import type { Handlers } from '../../../kernel/http/index.js'
import type { TeamNeeds } from '../needs.js'
import { proposeTeams, rebalanceTeams } from './balance.js'
import { bindTeam, unbindTeam } from './bind.js'
import { exportTeams } from './export-teams.js'
import { assignGrid, createGrid, listGrids, nameGrid } from './grids.js'
import { readLeaving, settleLeaving } from './leaving.js'
import { listBindings } from './list-bindings.js'
import { endSubstitute, setSubstitute } from './substitutes.js'
import { changeTeam, createTeam, listTeams } from './use-teams.js'

export const teamHandlers = (needs: TeamNeeds): Handlers => ({
  'team.list': (call) => listTeams(needs, call),
  'team.export': (call) => exportTeams(needs, call),
  'team.bindings': (call) => listBindings(needs, call),
  'team.bind': (call) => bindTeam(needs, call),
  'team.unbind': (call) => unbindTeam(needs, call),
  'grid.list': (call) => listGrids(needs, call),
  'grid.create': (call) => createGrid(needs, call),
  'grid.rename': (call) => nameGrid(needs, call),
  'grid.assign': (call) => assignGrid(needs, call),
  'team.balance': (call) => proposeTeams(needs, call),
  'team.rebalance': async (call) => {
    const answer = await rebalanceTeams(needs, call)
    needs.forgetSessions()
    return answer
  },
  'team.leaving': (call) => readLeaving(needs, call),
  'substitute.set': (call) => setSubstitute(needs, call),
  'substitute.end': (call) => endSubstitute(needs, call),
  'team.create': async (call) => {
    const team = await createTeam(needs, call)
    needs.forgetSessions()
    return team
  },
  'team.change': async (call) => {
    const team = await changeTeam(needs, call, settleLeaving)
    needs.forgetSessions()
    return team
  },
})
