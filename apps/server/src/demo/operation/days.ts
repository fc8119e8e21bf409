import { addDays, type Day, daysBetween } from '@lianfang/domain/shared'

/** First and last day of the operation that can be played. */
export const firstDay = '2020-01-20' as Day // written out
export const lastDay = '2020-03-31' as Day // written out

/** Every day of the operation in its order. */
export const operationDays: readonly Day[] = Array.from({ length: daysBetween(firstDay, lastDay) + 1 }, (_, i) =>
  addDays(firstDay, i),
)

/** Which day of the operation a day is, from 0; below 0 before it. */
export const numberOf = (day: Day): number => daysBetween(firstDay, day)

/** The days between which it can be played. */
export const operationBounds = { first: firstDay, last: lastDay } as const
