export {
  type AddingDecision,
  type CorrectionDecision,
  changedFields,
  type DoorstepCandidate,
  decideAdding,
  decideCorrection,
} from './decide.js'
export {
  DOORSTEP_NAME_LENGTH,
  type DoorstepCode,
  type DoorstepContext,
  type DoorstepError,
  type DoorstepField,
  type DoorstepForm,
  doorstepCodes,
  doorstepFormOf,
  type ReadDoorstep,
  readDoorstep,
} from './read-form.js'
