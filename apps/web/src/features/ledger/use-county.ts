import { usePlace } from '../../app/use-place.js'

/** The county of the place in view; null above the county. */
export const useCounty = (): string | null => {
  const place = usePlace()
  return place.length >= 6 ? place.slice(0, 6) : null
}
