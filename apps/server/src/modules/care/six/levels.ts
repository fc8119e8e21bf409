import type { PlaceCode } from '@lianfang/domain/shared'

/** How many digits a place has that lies directly below one of so many. */
export const digitsBelow: Readonly<Record<number, number>> = { 0: 2, 2: 4, 4: 6, 6: 9 }

/** The places from the reader's own down to the one above that which is asked for, as far as counties. */
export const pathTo = (from: PlaceCode, place: PlaceCode): PlaceCode[] => {
  const path: PlaceCode[] = []
  for (
    let at = from;
    at.length < place.length;
    at = place.slice(0, digitsBelow[at.length] ?? place.length) as PlaceCode
  )
    path.push(at) // cut at the digits of a level
  return path
}
