import { useApi } from '../../api/use-api.js'
import { justRecorded } from './just-recorded.js'

/** A talk that somebody else, or another tab, has just recorded; null also where there is no network to know it. */
export const useOthersTalk = (id: string) => {
  const latest = useApi('followup.just-recorded', { params: { id } }).data?.latest ?? null
  return latest === null || justRecorded(latest.id) !== null ? null : latest
}
