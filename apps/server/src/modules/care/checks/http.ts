import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { checksOfDay, recordCallback, recordPattern } from './use-checks.js'

export const checkHandlers = (needs: CareNeeds): Handlers => ({
  'check.day': (call) => checksOfDay(needs, call),
  'check.callback': (call) => recordCallback(needs, call),
  'check.pattern': (call) => recordPattern(needs, call),
})
