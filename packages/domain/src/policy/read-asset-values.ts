import type { AssetValues } from './asset-values.js'
import { type Read, readPositive, readWords } from './reader.js'

const only =
  (known: string) =>
  (value: unknown): string | undefined =>
    value === known ? known : undefined

export const readAssets = (read: Read): AssetValues | undefined => {
  const order = read('SUP-ASSET-1', readWords)
  const checkDays = read('SUP-ASSET-2', readPositive)
  const consumableDays = read('SUP-ASSET-3', readPositive)
  const consumableKinds = read('SUP-ASSET-4', readWords)
  const dueSoonDays = read('SUP-ASSET-5', readPositive)
  const again = read('SUP-ASSET-6', only('checked again after use, repair and loan'))
  const going = read('SUP-ASSET-7', only('ready, or with a reason; never with a fault'))
  if (order === undefined || checkDays === undefined || consumableDays === undefined) return undefined
  if (consumableKinds === undefined || dueSoonDays === undefined) return undefined
  if (again === undefined || going === undefined) return undefined
  return { order, checkDays, consumableDays, consumableKinds, dueSoonDays }
}
