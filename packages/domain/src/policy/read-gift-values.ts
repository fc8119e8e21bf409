import type { GiftValues } from './gift-values.js'
import { type Read, readPositive } from './reader.js'

const only =
  (known: string) =>
  (value: unknown): string | undefined =>
    value === known ? known : undefined

const readWhole = (value: unknown): number | undefined => {
  const number = readPositive(value)
  return number !== undefined && Number.isSafeInteger(number) ? number : undefined
}

export const readGifts = (read: Read): GiftValues | undefined => {
  const aim = read('SUP-GIFT-1', only('where the donor said, else written consent'))
  const order = read('SUP-GIFT-2', only('patients, share in use, gap, earlier, nearer'))
  const night = read('SUP-GIFT-3', only('quarantine until inspected'))
  const papers = read('SUP-GIFT-4', only('without papers: non-clinical use'))
  const names = read('SUP-GIFT-5', only('names with consent'))
  const offersADay = read('SUP-GIFT-6', readWhole)
  const lines = read('SUP-GIFT-7', readWhole)
  const corrections = read('SUP-GIFT-8', only('corrections stand beside'))
  if (aim === undefined || order === undefined || night === undefined || papers === undefined) return undefined
  if (names === undefined || corrections === undefined) return undefined
  return offersADay === undefined || lines === undefined ? undefined : { offersADay, lines }
}
