import type { Handlers } from '../../../kernel/http/index.js'
import type { SupplyNeeds } from '../needs.js'
import { createRecall, liftRecall, listRecalls, reachOfRecall, readRecall } from './use-recalls.js'

export const recallHandlers = (needs: SupplyNeeds): Handlers => ({
  'recall.list': (call) => listRecalls(needs, call),
  'recall.read': (call) => readRecall(needs, call),
  'recall.reach': (call) => reachOfRecall(needs, call),
  'recall.create': (call) => createRecall(needs, call),
  'recall.lift': (call) => liftRecall(needs, call),
})
