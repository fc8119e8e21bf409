import { HOUR_MS, type Instant, instantOf, offsetAt } from '../../shared/index.js'

/** A time as a person reads it off a clock or a paper, and the IANA zone of the place where that clock hangs. */
export type LocalTime = { readonly local: string; readonly zone: string }

const shape = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/

/** Whether a zone is one that clocks are known of. */
export const isZone = (zone: string): boolean => {
  try {
    offsetAt(0, zone)
    return true
  } catch {
    return false
  }
}

const wallOf = (local: string): number | null => {
  const [, year, month, day, hour, minute] = (shape.exec(local) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined) return null
  if (hour === undefined || minute === undefined || hour > 23 || minute > 59) return null
  const wall = Date.UTC(year, month - 1, day, hour, minute)
  const read = new Date(wall)
  return read.getUTCMonth() === month - 1 && read.getUTCDate() === day ? wall : null
}

/**
 * The moments at which the clocks of a zone show a time: one; none in the hour that is skipped when clocks go forward; two in the
 * hour that comes twice when they go back. Null when it is no time or no zone.
 */
export const instantsAt = ({ local, zone }: LocalTime): readonly Instant[] | null => {
  const wall = wallOf(local)
  if (wall === null || !isZone(zone)) return null
  const offsets = [...new Set([-26, 26].map((hours) => offsetAt(wall + hours * HOUR_MS, zone)))]
  return offsets
    .map((offset) => wall - offset)
    .filter((at) => at + offsetAt(at, zone) === wall)
    .sort((a, b) => a - b)
    .map(instantOf)
}

/** What a moment reads on the clocks of a zone. */
export const localAt = (at: Instant, zone: string): string =>
  new Date(Math.floor((at + offsetAt(at, zone)) / 60_000) * 60_000).toISOString().slice(0, 16)

export type LocalFault = 'unreadable' | 'skipped' | 'twice'

/** SUP-MOVE-16: the moment of a local time, or why there is none. `second`: which of two, where the clocks went back. */
export const readLocal = (
  said: LocalTime,
  second: boolean | null,
): { readonly at: Instant } | { readonly fault: LocalFault } => {
  const found = instantsAt(said)
  if (found === null) return { fault: 'unreadable' }
  const [first, other] = found
  if (first === undefined) return { fault: 'skipped' }
  if (other === undefined) return { at: first }
  return second === null ? { fault: 'twice' } : { at: second ? other : first }
}
