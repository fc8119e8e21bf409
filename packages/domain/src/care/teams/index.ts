export { type BalanceMove, type LoadedTeam, type LooseVillage, proposeBalance } from './balance.js'
export { type BindingRefusal, bindingRefusals, refuseBinding, refuseGrid } from './decide-binding.js'
export { type BindingKind, type Bindings, bindingKinds, keptOnMove, type Served, servedBy } from './serving.js'
export { type AtWork, isOverloaded, workShares } from './shares.js'
