import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { joinHousehold, leaveHousehold, readHousehold } from './use-households.js'

export const householdHandlers = (needs: CareNeeds): Handlers => ({
  'household.read': (call) => readHousehold(needs, call),
  'household.join': (call) => joinHousehold(needs, call),
  'household.leave': (call) => leaveHousehold(needs, call),
})
