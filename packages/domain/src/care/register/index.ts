export {
  type ComparedRegister,
  compareRegister,
  type RegisterChange,
  type RegisterVerdict,
} from './compare-register.js'
export {
  type ReadRegister,
  type RegisterField,
  type RegisterLine,
  type RegisterNumbers,
  type RegisterReader,
  readRegister,
  registerFaults,
  registerFields,
  type WrongRow,
} from './read-register.js'
