import type { Handlers } from '../../../kernel/http/index.js'
import type { SupplyNeeds } from '../needs.js'
import { readStandard } from './read-standard.js'
import { tellBeds } from './tell-beds.js'

export const standardHandlers = (needs: SupplyNeeds): Handlers => ({
  'standard.read': (call) => readStandard(needs, call),
  'standard.beds': (call) => tellBeds(needs, call),
})
