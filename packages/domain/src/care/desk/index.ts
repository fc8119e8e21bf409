export {
  type CallAct,
  type CallDecision,
  type CallOwner,
  type CallRefusal,
  type CallResult,
  type CallState,
  callRefusals,
  callResults,
  decideCall,
} from './decide-call.js'
export { medicineOfCall } from './medicine-of-call.js'
export {
  decideTold,
  type NumberProblem,
  type NumbersInForce,
  readDeskNumber,
  type ToldRefusal,
  type ToldState,
  toldRefusals,
  toldStateOf,
} from './numbers.js'
export {
  decideShift,
  gapsOf,
  heldByHandover,
  onDutyAt,
  type Shift,
  type ShiftRefusal,
  type Span,
  shiftRefusals,
  type Taken,
} from './rota.js'
export {
  type Answers,
  callBackBy,
  type Lateness,
  latenessOf,
  nobodyKnown,
  readingOfCall,
  type Triage,
  type TriageOutcome,
  triage,
  triageOutcomes,
} from './triage.js'
export { type NumberToCall, numbersToCall, type WhoseNumber, whoseNumbers } from './whose-number.js'
