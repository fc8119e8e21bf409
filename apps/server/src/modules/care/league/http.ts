import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { exportLeague } from './export-league.js'
import { listMissed } from './list-missed.js'
import { readLeague } from './read-league.js'

export const leagueHandlers = (needs: CareNeeds): Handlers => ({
  'league.read': (call) => readLeague(needs, call),
  'league.export': (call) => exportLeague(needs, call),
  'league.missed': (call) => listMissed(needs, call),
})
