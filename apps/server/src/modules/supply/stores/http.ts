import type { Handlers } from '../../../kernel/http/index.js'
import type { SupplyNeeds } from '../needs.js'
import { changeStore, createStore } from './keep-store.js'
import { endKeeping, nameKeeper } from './keepers.js'
import { exportStores, listStores } from './list-stores.js'
import { listTargets } from './list-targets.js'
import { listMyStores, readStore } from './read-store.js'

export const storeHandlers = (needs: SupplyNeeds): Handlers => ({
  'store.list': (call) => listStores(needs, call),
  'store.export': (call) => exportStores(needs, call),
  'store.mine': (call) => listMyStores(needs, call),
  'store.read': (call) => readStore(needs, call),
  'store.targets': (call) => listTargets(needs, call),
  'store.create': (call) => createStore(needs, call),
  'store.change': (call) => changeStore(needs, call),
  'store.name': (call) => nameKeeper(needs, call),
  'store.unname': (call) => endKeeping(needs, call),
})
