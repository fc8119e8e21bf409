// What the demonstration borrows of care, in one place. It writes people by the thousand in statements of its own, but
// tier, due, sealed texts and tokens must be those of the real thing, so they come from there.

export { countedOf, dueOf, type Standing, standingAfter } from '@lianfang/domain/care'
export { addChange, addHome } from '../modules/care/care-homes/sql.js'
export { addStay, setResident, setRoundSince } from '../modules/care/care-homes/sql-roster.js'
export { addPart, addRound, completeRound } from '../modules/care/care-homes/sql-rounds.js'
export { noteField, saidField } from '../modules/care/desk/call-rows.js'
export { addCall, addCallAct, changeCall } from '../modules/care/desk/sql-calls.js'
export { type RecordGiven, recordWithin } from '../modules/care/followups/record-followup.js'
export { addMove, closeMove } from '../modules/care/life/move-sql.js'
export { addLifeFact } from '../modules/care/life/sql.js'
export { addFact, openRequestOf } from '../modules/care/medicine/sql.js'
export { changePerson } from '../modules/care/people/change-person.js'
export { loadPeople, type StoredPerson } from '../modules/care/people/load-people.js'
export { birthColumns, idNumberState, liftedOf, rankOf, secretsOf } from '../modules/care/people/record.js'
export { sealField } from '../modules/care/people/secrets.js'
export { matchTokens, searchTokens } from '../modules/care/people/tokens.js'
