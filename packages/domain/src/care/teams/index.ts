export { type BalanceMove, type LoadedTeam, type LooseVillage, proposeBalance } from './balance.js'
export { type AtWork, isOverloaded, workShares } from './shares.js'
