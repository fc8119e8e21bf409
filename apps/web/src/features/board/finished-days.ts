import { partsIn } from '../../ui/time.js'

type Day = { readonly day: string; readonly followups: number | null }

/** Follow-ups by day, today left open: a morning is no bad day, and a line must not fall because it is early. */
export const finishedFollowups = (trend: readonly Day[], asOf: string, zone: string): readonly (number | null)[] => {
  const today = partsIn(Date.parse(asOf), zone).day
  return trend.map((day) => (day.day === today ? null : day.followups))
}
