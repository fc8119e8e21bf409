import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { exportTold, listTold, searchTold } from './list-told.js'
import { listNumbers, setNumber } from './numbers.js'
import { readTold, recordTold } from './told.js'

export const deskHandlers = (needs: CareNeeds): Handlers => ({
  'number.list': (call) => listNumbers(needs, call),
  'number.set': (call) => setNumber(needs, call),
  'told.read': (call) => readTold(needs, call),
  'told.record': (call) => recordTold(needs, call),
  'told.list': (call) => listTold(needs, call),
  'told.search': (call) => searchTold(needs, call),
  'told.export': (call) => exportTold(needs, call),
})
