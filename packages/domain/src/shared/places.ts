import type { Branded } from './brand.js'

/**
 * A statistical division code: '' the nation, 2 digits a province, 4 a prefecture, 6 a county, 9 a township, 12 a
 * village or community (GB/T 2260 and the statistical codes of the National Bureau of Statistics). A code begins with
 * the code of the place it lies in. That holds for the pseudo-levels too: counties run by the province (4290..),
 * cities without counties (Dongguan 4419 with the county level 441900), the corps' cities (6590..).
 */
export type PlaceCode = Branded<string, 'place'>
export type PlaceLevel = 'nation' | 'province' | 'prefecture' | 'county' | 'township' | 'village'

export const NATION = '' as PlaceCode // minted here

const LEVELS: { readonly [length: number]: PlaceLevel } = {
  0: 'nation',
  2: 'province',
  4: 'prefecture',
  6: 'county',
  9: 'township',
  12: 'village',
}
const CODE_LENGTHS = [12, 9, 6, 4, 2, 0] as const

/** Digits of a level's length as a code, or null. '' is the nation. */
export const parsePlaceCode = (text: string): PlaceCode | null =>
  /^\d*$/.test(text) && LEVELS[text.length] !== undefined ? (text as PlaceCode) : null

export const levelOf = (code: PlaceCode): PlaceLevel => LEVELS[code.length] ?? 'village'

/** The places a place lies in, nearest first, the nation last. The nation lies in nothing. */
export const ancestorsOf = (code: PlaceCode): readonly PlaceCode[] =>
  CODE_LENGTHS.filter((length) => length < code.length).map((length) => code.slice(0, length) as PlaceCode)

/** The place itself and those it lies in, nearest first. */
export const chainOf = (code: PlaceCode): readonly PlaceCode[] => [code, ...ancestorsOf(code)]

/** The county a place is or lies in. A place above the county stays itself: ask levelOf first where that matters. */
export const countyOf = (code: PlaceCode): PlaceCode => code.slice(0, 6) as PlaceCode // a code's beginning is a code

/** The township a place is or lies in. A place above the township stays itself. */
export const townshipOf = (code: PlaceCode): PlaceCode => code.slice(0, 9) as PlaceCode // as above

/** Whether the inner place is the outer one or lies in it. The nation contains all. */
export const within = (outer: PlaceCode, inner: PlaceCode): boolean => inner.startsWith(outer)
