import type { Handlers } from '../../../kernel/http/index.js'
import type { SupplyNeeds } from '../needs.js'
import { assign, listOptions, takeAssignedBack } from './assign.js'

export const assignmentHandlers = (needs: SupplyNeeds): Handlers => ({
  'assign.options': (call) => listOptions(needs, call),
  'assign.make': (call) => assign(needs, call),
  'assign.back': (call) => takeAssignedBack(needs, call),
})
