import type { RequestValues } from '../../policy/index.js'
import { addDays, type Day } from '../../shared/index.js'

/** SUP-REQ-7: whether a request asks for more than so many times what its own facts and the books come to. */
export const isOverstated = (
  requested: number,
  computed: number,
  { overstatedTimes }: Pick<RequestValues, 'overstatedTimes'>,
): boolean => requested > computed * overstatedTimes

/** SUP-REQ-9: the first day of the window in which overstated requests count. */
export const overstatedSince = (today: Day, { overstatedDays }: Pick<RequestValues, 'overstatedDays'>): Day =>
  addDays(today, 1 - overstatedDays)

/** SUP-REQ-8: whether so many of them are a problem. */
export const isRepeated = (times: number, values: Pick<RequestValues, 'overstatedRequests'>): boolean =>
  times >= values.overstatedRequests
