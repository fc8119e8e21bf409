export {
  checkCharacterOf,
  type IdentityContext,
  type IdentityFault,
  type IdentityNumber,
  normaliseIdentityNumber,
  readIdentityNumber,
} from './identity-number.js'
