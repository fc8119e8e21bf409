import type { Handlers } from '../../../kernel/http/index.js'
import type { CareNeeds } from '../needs.js'
import { actOnCall } from './act-call.js'
import { exportCalls, listCalls, searchCalls } from './list-calls.js'
import { exportTold, listTold, searchTold } from './list-told.js'
import { listNumbers, setNumber } from './numbers.js'
import { recordCall } from './record-call.js'
import { dropShift, enterShift, readDesk, takeHandover, writeHandover } from './rota.js'
import { readTold, recordTold } from './told.js'

export const deskHandlers = (needs: CareNeeds): Handlers => ({
  'number.list': (call) => listNumbers(needs, call),
  'number.set': (call) => setNumber(needs, call),
  'told.read': (call) => readTold(needs, call),
  'told.record': (call) => recordTold(needs, call),
  'told.list': (call) => listTold(needs, call),
  'told.search': (call) => searchTold(needs, call),
  'told.export': (call) => exportTold(needs, call),
  'desk.read': (call) => readDesk(needs, call),
  'shift.add': (call) => enterShift(needs, call),
  'shift.cancel': (call) => dropShift(needs, call),
  'handover.write': (call) => writeHandover(needs, call),
  'handover.accept': (call) => takeHandover(needs, call),
  'call.list': (call) => listCalls(needs, call),
  'call.search': (call) => searchCalls(needs, call),
  'call.export': (call) => exportCalls(needs, call),
  'call.record': (call) => recordCall(needs, call),
  'call.act': (call) => actOnCall(needs, call),
})
