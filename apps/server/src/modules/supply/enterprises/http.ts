import type { Handlers } from '../../../kernel/http/index.js'
import type { SupplyNeeds } from '../needs.js'
import { exportEnterprises } from './export-enterprises.js'
import { changeEnterprise, createEnterprise } from './keep-enterprise.js'
import { listEnterprises } from './list-enterprises.js'
import { endEnterpriseNaming, nameForEnterprise } from './people.js'
import { addPaper, addProduct, changeProduct, withdrawPaper } from './products.js'
import { readEnterprise } from './read-enterprise.js'
import { listSupplyStaff } from './staff.js'
import { readTotals } from './totals.js'

export const enterpriseHandlers = (needs: SupplyNeeds): Handlers => ({
  'enterprise.list': (call) => listEnterprises(needs, call),
  'enterprise.export': (call) => exportEnterprises(needs, call),
  'enterprise.totals': (call) => readTotals(needs, call),
  'enterprise.read': (call) => readEnterprise(needs, call),
  'enterprise.create': (call) => createEnterprise(needs, call),
  'enterprise.change': (call) => changeEnterprise(needs, call),
  'enterprise.name': (call) => nameForEnterprise(needs, call),
  'enterprise.unname': (call) => endEnterpriseNaming(needs, call),
  'supply.staff': (call) => listSupplyStaff(needs, call),
  'product.add': (call) => addProduct(needs, call),
  'product.change': (call) => changeProduct(needs, call),
  'paper.add': (call) => addPaper(needs, call),
  'paper.withdraw': (call) => withdrawPaper(needs, call),
})
