import type { CheckValues } from '@lianfang/domain/policy'
import { addDays, type Day, type PlaceCode, startOfDay } from '@lianfang/domain/shared'
import type { CareNeeds } from '../needs.js'

type Needs = Pick<CareNeeds, 'policy' | 'zone'>
type Ruled = { readonly home: PlaceCode; readonly now: CheckValues }

/**
 * The values of checks as they were in force on a day (X3): a new share draws from its own day on, and never adds call-backs to
 * days that were done. Where the rule was closed then, today's stand.
 */
export const checkValuesOn = async ({ policy }: Needs, { home, now }: Ruled, day: Day): Promise<CheckValues> => {
  const { checks } = await policy.care(home, day)
  return checks.state === 'open' ? checks.values : now
}

/** Days on end that one set of values holds for. */
export type RuledSpan = { readonly from: Date; readonly until: Date; readonly values: CheckValues }

/** Days from the first up to, and without, the last, cut where the values change. Mostly one span. */
export const ruledSpans = async (
  needs: Needs,
  { home, now, first, end }: Ruled & { readonly first: Day; readonly end: Day },
): Promise<readonly RuledSpan[]> => {
  const spans: RuledSpan[] = []
  for (let day = first; day < end; day = addDays(day, 1)) {
    const values = await checkValuesOn(needs, { home, now }, day)
    const until = new Date(startOfDay(addDays(day, 1), needs.zone))
    const last = spans.at(-1)
    const goesOn = last !== undefined && JSON.stringify(last.values) === JSON.stringify(values)
    if (goesOn) spans.splice(-1, 1, { ...last, until })
    else spans.push({ from: new Date(startOfDay(day, needs.zone)), until, values })
  }
  return spans
}
