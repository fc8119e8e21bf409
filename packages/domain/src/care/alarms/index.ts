export { type AlarmLevel, climbsAt, levelAt } from './climb.js'
export {
  type AlarmAct,
  type AlarmDecision,
  type AlarmRefusal,
  type AlarmState,
  alarmRefusals,
  decideAlarm,
} from './decide-alarm.js'
export { type AlarmEnd, type AlarmStands, alarmAfterLife, mayEndMonitoring } from './ends.js'
export { type EpisodeKind, type EpisodeRefusal, endsItselfAt, episodeRefusals, referNow } from './episode.js'
export {
  type AlarmCode,
  type AlarmReason,
  fastFrom,
  judgeReading,
  type Reading,
  type ReadingVerdict,
  signsFor,
  type Watched,
} from './judge-reading.js'
export { compareAlarms, type WaitingAlarm } from './order.js'
export {
  type Baseline,
  isReading,
  noReadings,
  type ReadingOf,
  type ReadingState,
  takeReading,
} from './reading-state.js'
