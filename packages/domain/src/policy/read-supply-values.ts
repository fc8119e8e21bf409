import { readAssets } from './read-asset-values.js'
import { readRequests, readRequisitions, readTransfers } from './read-deal-values.js'
import { readGifts } from './read-gift-values.js'
import { readGrassroots } from './read-grassroots-values.js'
import { readMoves } from './read-move-values.js'
import { gate, type Read, readPositive, readWords } from './reader.js'
import type { BookValues, OutlookValues, ReportValues, SupplyValues } from './supply-values.js'
import type { InForce } from './types.js'

const readHour = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 23 ? value : undefined

/** A factor of one would doubt every figure. */
const readTimes = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value > 1 ? value : undefined

const readReports = (read: Read): ReportValues | undefined => {
  const dueHour = read('SUP-REP-1', readHour)
  const silentAfterDays = read('SUP-REP-2', readPositive)
  const jumpTimes = read('SUP-REP-3', readTimes)
  const overCapacityPercent = read('SUP-REP-4', readPositive)
  const most = read('SUP-REP-5', readPositive)
  const sameReports = read('SUP-REP-6', readPositive)
  const licenceWarnDays = read('SUP-REP-7', readPositive)
  const backDays = read('SUP-REP-8', readPositive)
  if (dueHour === undefined || silentAfterDays === undefined || jumpTimes === undefined) return undefined
  if (overCapacityPercent === undefined || most === undefined || sameReports === undefined) return undefined
  if (licenceWarnDays === undefined || backDays === undefined) return undefined
  const doubts = { jumpTimes, overCapacityPercent, most, sameReports }
  return { dueHour, silentAfterDays, ...doubts, licenceWarnDays, backDays }
}

const readShare = (value: unknown): number | undefined =>
  typeof value === 'number' && value > 0 && value < 100 ? value / 100 : undefined

const readPositiveReal = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined

const readOutlook = (read: Read): OutlookValues | undefined => {
  const leapTimes = read('SUP-OUT-1', readTimes)
  const leapLeast = read('SUP-OUT-2', readPositive)
  const damping = read('SUP-OUT-3', readShare)
  const serialMean = read('SUP-OUT-4', readPositiveReal)
  const trialDays = read('SUP-OUT-5', readPositive)
  const coverage = read('SUP-OUT-6', readShare)
  const serialSd = read('SUP-OUT-7', readPositiveReal)
  if (leapTimes === undefined || leapLeast === undefined || damping === undefined) return undefined
  if (serialMean === undefined || serialSd === undefined) return undefined
  if (trialDays === undefined || coverage === undefined) return undefined
  return { leapTimes, leapLeast, damping, serialMean, serialSd, trialDays, coverage }
}

const only =
  <T extends string>(known: T) =>
  (value: unknown): T | undefined =>
    value === known ? known : undefined

const readBooks = (read: Read): BookValues | undefined => {
  const lastDay = read('SUP-BOOK-1', only('expiryDay'))
  const excludedInOrder = read('SUP-BOOK-2', readWords)
  const order = read('SUP-BOOK-3', only('firstExpiry'))
  const mostUnits = read('SUP-BOOK-4', readPositive)
  const backDays = read('SUP-BOOK-5', readPositive)
  const countHours = read('SUP-BOOK-7', readPositive)
  if (lastDay === undefined || excludedInOrder === undefined || order === undefined) return undefined
  if (mostUnits === undefined || backDays === undefined || countHours === undefined) return undefined
  return { lastDay, excludedInOrder, order, mostUnits, backDays, countHours }
}

/** The rules in force as typed values of supply; what is missing or closed closes its group, with the rule's id. */
export const supplyValues = (inForce: InForce): SupplyValues => ({
  reports: gate(inForce, readReports),
  outlook: gate(inForce, readOutlook),
  books: gate(inForce, readBooks),
  requests: gate(inForce, readRequests),
  transfers: gate(inForce, readTransfers),
  requisitions: gate(inForce, readRequisitions),
  moves: gate(inForce, readMoves),
  grassroots: gate(inForce, readGrassroots),
  assets: gate(inForce, readAssets),
  gifts: gate(inForce, readGifts),
})
