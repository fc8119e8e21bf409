import type { Handlers } from '../../../kernel/http/index.js'
import type { SupplyNeeds } from '../needs.js'
import { approveJoint, changeJoint, closeJoint, placeJoint, withdrawJoint } from './act.js'
import { changeFund, createFund } from './funds.js'
import { proposeJoint } from './propose.js'
import { exportOrders, listComing, listFunds, listOrders, readOrder } from './read-orders.js'
import { receiveJoint } from './receive-line.js'

export const jointOrderHandlers = (needs: SupplyNeeds): Handlers => ({
  'order.list': (call) => listOrders(needs, call),
  'order.mine': (call) => listComing(needs, call),
  'order.export': (call) => exportOrders(needs, call),
  'order.read': (call) => readOrder(needs, call),
  'order.propose': (call) => proposeJoint(needs, call),
  'order.change': (call) => changeJoint(needs, call),
  'order.approve': (call) => approveJoint(needs, call),
  'order.place': (call) => placeJoint(needs, call),
  'order.receive': (call) => receiveJoint(needs, call),
  'order.close': (call) => closeJoint(needs, call),
  'order.withdraw': (call) => withdrawJoint(needs, call),
  'fund.list': (call) => listFunds(needs, call),
  'fund.create': (call) => createFund(needs, call),
  'fund.change': (call) => changeFund(needs, call),
})
