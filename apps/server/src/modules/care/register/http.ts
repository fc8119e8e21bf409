import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { checkRegister } from './check-register.js'
import { listRegisterLoads, readRegister, readRegisterLoad } from './read-register.js'
import { takeRegister, takeRegisterBack } from './take-register.js'

export const registerHandlers = (needs: CareNeeds): Handlers => ({
  'register.read': (call) => readRegister(needs, call),
  'register.check': (call) => checkRegister(needs, call),
  'register.loads': (call) => listRegisterLoads(needs, call),
  'register.load': (call) => readRegisterLoad(needs, call),
  'register.take': (call) => takeRegister(needs, call),
  'register.take-back': (call) => takeRegisterBack(needs, call),
})
