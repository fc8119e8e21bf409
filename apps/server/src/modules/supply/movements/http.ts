import type { Handlers } from '../../../kernel/http/index.js'
import type { SupplyNeeds } from '../needs.js'
import { count } from './count.js'
import { receive } from './receive.js'
import { reverse } from './reverse.js'
import { dispose, hold, issue, release, reserve, unreserve } from './take.js'
import { arrive, send } from './transit.js'

export const movementHandlers = (needs: SupplyNeeds): Handlers => ({
  'stock.receive': (call) => receive(needs, call),
  'stock.issue': (call) => issue(needs, call),
  'stock.dispose': (call) => dispose(needs, call),
  'stock.send': (call) => send(needs, call),
  'stock.arrive': (call) => arrive(needs, call),
  'stock.hold': (call) => hold(needs, call),
  'stock.release': (call) => release(needs, call),
  'stock.reserve': (call) => reserve(needs, call),
  'stock.unreserve': (call) => unreserve(needs, call),
  'stock.count': (call) => count(needs, call),
  'stock.reverse': (call) => reverse(needs, call),
})
