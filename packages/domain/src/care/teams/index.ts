export { type BalanceMove, type LoadedTeam, type LooseVillage, proposeBalance } from './balance.js'
