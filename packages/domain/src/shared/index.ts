export type { Branded, Day, Instant } from './brand.js'
export { never } from './brand.js'
export {
  addDays,
  ageOn,
  dayFrom,
  dayIn,
  dayNumber,
  dayOfAge,
  dayOfNumber,
  daysBetween,
  earlierDay,
  laterDay,
  offsetAt,
  parseDay,
  partsOf,
  startOfDay,
} from './day.js'
export {
  addHours,
  addMinutes,
  DAY_MS,
  earlierOf,
  HOUR_MS,
  instantOf,
  laterOf,
  MINUTE_MS,
  parseInstant,
} from './instant.js'
export { byName, compareNames } from './name-order.js'
export type { PlaceCode, PlaceLevel } from './places.js'
export { ancestorsOf, chainOf, countyOf, levelOf, NATION, parsePlaceCode, townshipOf, within } from './places.js'
export { type HiddenLine, type SuppressedTable, suppressTable, suppressTotals } from './suppress.js'
export {
  type ChainLevel,
  type HiddenLines,
  type LineLevel,
  suppressChain,
  suppressLines,
  suppressList,
  suppressParts,
} from './suppress-chain.js'
