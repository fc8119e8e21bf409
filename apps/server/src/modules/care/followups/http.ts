import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { readJustRecorded } from './just-recorded.js'
import { listDone } from './list-done.js'
import { recordFollowup } from './record-followup.js'
import { replayDueOn } from './replay-due.js'
import { todayList } from './today.js'

export const followupHandlers = (needs: CareNeeds): Handlers => ({
  'followup.today': (call) => todayList(needs, call),
  'followup.done': (call) => listDone(needs, call),
  'due.replay': (call) => replayDueOn(needs, call),
  'followup.just-recorded': (call) => readJustRecorded(needs, call),
  'followup.record': (call) => recordFollowup(needs, call),
})
