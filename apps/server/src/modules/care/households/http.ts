import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { readHouseholdPage } from './household-page.js'
import { joinHousehold, leaveHousehold, readHousehold } from './use-households.js'

export const householdHandlers = (needs: CareNeeds): Handlers => ({
  'household.read': (call) => readHousehold(needs, call),
  'household.page': (call) => readHouseholdPage(needs, call),
  'household.join': (call) => joinHousehold(needs, call),
  'household.leave': (call) => leaveHousehold(needs, call),
})
