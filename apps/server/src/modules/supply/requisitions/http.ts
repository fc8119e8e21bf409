import type { Handlers } from '../../../kernel/http/index.js'
import type { SupplyNeeds } from '../needs.js'
import { exportRequisitions, listRequisitions } from './list-requisitions.js'
import { readRequisition } from './read-requisition.js'
import {
  cancelRequisition,
  changeRequisition,
  executeRequisition,
  orderRequisition,
  returnRequisitioned,
} from './use-requisitions.js'

export const requisitionHandlers = (needs: SupplyNeeds): Handlers => ({
  'requisition.list': (call) => listRequisitions(needs, call),
  'requisition.export': (call) => exportRequisitions(needs, call),
  'requisition.read': (call) => readRequisition(needs, call),
  'requisition.order': (call) => orderRequisition(needs, call),
  'requisition.change': (call) => changeRequisition(needs, call),
  'requisition.execute': (call) => executeRequisition(needs, call),
  'requisition.return': (call) => returnRequisitioned(needs, call),
  'requisition.cancel': (call) => cancelRequisition(needs, call),
})
