import type { Reply } from '../../api/client.js'

type Days = Reply<'six.days'>['days']
type Point = NonNullable<Days[number]['points']>[number]
export type Against = NonNullable<Point['against']>

export type MeasuredLine = {
  /** What today's share stands against; undefined at points that have one denominator only. */
  readonly measure: Against | undefined
  /** Shares day by day, of today's measure alone. */
  readonly values: readonly (number | null)[]
  /** Whether days were left out because another measure held. */
  readonly others: boolean
}

const shareOf = ({ n, of }: Point): number | null => (n === null || of === null || of === 0 ? null : n / of)

/** The line of one of the six: days on which it stood against something else are no part of it (K6). */
export const lineOf = (days: Days, at: number): MeasuredLine => {
  const points = days.map((day) => day.points?.[at] ?? null)
  const measure = points.at(-1)?.against
  const isSame = (point: Point): boolean => point.against === measure && measure !== 'mixed'
  return {
    measure,
    values: points.map((point) => (point !== null && isSame(point) ? shareOf(point) : null)),
    others: points.some(
      (point) => point !== null && !isSame(point) && (point.of !== null || point.against === 'mixed'),
    ),
  }
}
