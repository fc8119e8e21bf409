import type { MoveValues } from './move-values.js'
import { type Read, readPositive, readWords } from './reader.js'

/** Whoever can say when something happened; a rule must place each of them, or one would never be believed. */
export const sourceWords = ['receiver', 'driver', 'carrier', 'customs', 'sender', 'authority', 'desk', 'press'] as const

const readSources = (value: unknown): readonly string[] | undefined => {
  const words = readWords(value)
  return words?.length === sourceWords.length && sourceWords.every((word) => words.includes(word)) ? words : undefined
}

const only =
  (known: string) =>
  (value: unknown): string | undefined =>
    value === known ? known : undefined

const readDelays = (read: Read) => {
  const critical = read('SUP-MOVE-5', readPositive)
  const urgent = read('SUP-MOVE-13', readPositive)
  const routine = read('SUP-MOVE-14', readPositive)
  const silentHours = read('SUP-MOVE-6', readPositive)
  const climbHours = read('SUP-MOVE-7', readPositive)
  if (critical === undefined || urgent === undefined || routine === undefined) return undefined
  if (silentHours === undefined || climbHours === undefined) return undefined
  return { lateMinutes: { critical, urgent, routine }, silentHours, climbHours }
}

const readLimits = (read: Read) => {
  const linkDays = read('SUP-MOVE-8', readPositive)
  const linkEntries = read('SUP-MOVE-9', readPositive)
  const photoKilobytes = read('SUP-MOVE-10', readPositive)
  const photos = read('SUP-MOVE-15', readPositive)
  if (linkDays === undefined || linkEntries === undefined) return undefined
  if (photoKilobytes === undefined || photos === undefined) return undefined
  return { linkDays, linkEntries, photoKilobytes, photos }
}

export const readMoves = (read: Read): MoveValues | undefined => {
  const agreeMinutes = read('SUP-MOVE-1', readPositive)
  const sources = read('SUP-MOVE-2', readSources)
  const aheadMinutes = read('SUP-MOVE-3', readPositive)
  const longestLegHours = read('SUP-MOVE-4', readPositive)
  const receipt = read('SUP-MOVE-11', only('refused unless written with a reason; held'))
  const withdrawn = read('SUP-MOVE-12', only('a person chooses'))
  const delays = readDelays(read)
  const limits = readLimits(read)
  if (agreeMinutes === undefined || sources === undefined || aheadMinutes === undefined) return undefined
  if (longestLegHours === undefined || receipt === undefined || withdrawn === undefined) return undefined
  if (delays === undefined || limits === undefined) return undefined
  return { agreeMinutes, sources, aheadMinutes, longestLegHours, ...delays, ...limits }
}
