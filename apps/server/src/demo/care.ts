// What the demonstration borrows of care, in one place. It writes people by the thousand in statements of its own, but
// tier, due, sealed texts and tokens must be those of the real thing, so they come from there.
export { birthColumns, idNumberState, rankOf, secretsOf } from '../modules/care/people/record.js'
export { countedOf, dueOf, type Standing, standingAfter } from '../modules/care/people/stand.js'
export { matchTokens, searchTokens } from '../modules/care/people/tokens.js'
