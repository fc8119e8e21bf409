import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { actOnAlarm } from './act-alarm.js'
import { beginEpisode, changeBaseline, finishEpisode } from './episodes.js'
import { listAlarms } from './list-alarms.js'

export const alarmHandlers = (needs: CareNeeds): Handlers => ({
  'alarm.list': (call) => listAlarms(needs, call),
  'alarm.act': (call) => actOnAlarm(needs, call),
  'episode.begin': (call) => beginEpisode(needs, call),
  'episode.end': (call) => finishEpisode(needs, call),
  'baseline.set': (call) => changeBaseline(needs, call),
})
