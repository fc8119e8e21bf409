export { type AlarmLevel, climbsAt, levelAt } from './climb.js'
export {
  type AlarmAct,
  type AlarmDecision,
  type AlarmRefusal,
  type AlarmState,
  alarmRefusals,
  decideAlarm,
  holdsForOther,
} from './decide-alarm.js'
export { type AlarmEnd, type AlarmStands, alarmAfterLife, mayEndMonitoring } from './ends.js'
export {
  decideBaseline,
  type EpisodeKind,
  type EpisodeRefusal,
  endsByTelling,
  endsItselfAt,
  episodeRefusals,
  type Monitored,
  monitoringAnew,
  mustRefer,
  type ToldSymptoms,
} from './episode.js'
export { isGraver, type KnownDanger, withGraver } from './graver.js'
export {
  type AlarmCode,
  type AlarmReason,
  fastFrom,
  isLowForAnybody,
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
  type Measured,
  noReadings,
  type ReadingOf,
  type ReadingState,
  readingStateAnew,
  takeReading,
  watchedAt,
} from './reading-state.js'
