export {
  type AgeSample,
  type AsOf,
  type AsOfSource,
  checkAge,
  inferAsOf,
  type ReadBirth,
  readAge,
  readBirthDate,
  readBirthYear,
} from './age.js'
export { classifyRow, type RowKind } from './classify-row.js'
export {
  type Cells,
  type ColumnProposal,
  findLayout,
  type LedgerLayout,
  type LedgerMapping,
  mappingOf,
  readStatedDay,
} from './columns.js'
export { type ReadDisease, readDisease } from './disease.js'
export { headingKey, type LedgerField, readHeading } from './headings.js'
export { type LivingClass, type ReadLiving, readKinds, readLiving } from './living.js'
export {
  type Changes,
  changesAgainst,
  type FieldChange,
  filledIn,
  type PersonField,
  type PersonFields,
} from './merge.js'
export {
  differingFields,
  isJoinable,
  type MergeChoices,
  type MergeField,
  type MergeSide,
  mergedByChoice,
  mergeFields,
  usualSide,
} from './merge-pair.js'
export { nearVillages } from './near-villages.js'
export { type ReadPhones, readPhones } from './phones.js'
export { type ChosenPlace, isUntold } from './read-place.js'
export { type ReadPerson, type ReadRow, type RowInput, readLedgerRow, type Sex } from './read-row.js'
export { type ComparablePerson, candidateKeys, comparePersons, type Likeness } from './same-person.js'
export { type CleanText, cleanText, type TextWarning, wordKey } from './text.js'
export { type ReadVaccination, readVaccination } from './vaccination.js'
export {
  type ChosenVillage,
  makePlaceIndex,
  type NamedPlace,
  type PlaceIndex,
  type PlaceMatch,
  type PlaceWriting,
  placeWriting,
  type UnsureWhy,
} from './villages.js'
export type { ContradictingAges, RowWarning, RowWarningCode } from './warnings.js'
export type { Certainty } from './words.js'
