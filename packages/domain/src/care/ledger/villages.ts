import { type PlaceCode, type PlaceLevel, townshipOf } from '../../shared/index.js'
import { cleanName, differByOne, foldName, townshipStemOf, type VillageName, villageNameOf } from './place-names.js'

export type NamedPlace = { readonly code: PlaceCode; readonly name: string; readonly level: PlaceLevel }

export type UnsureWhy =
  | 'similar'
  | 'ambiguous'
  | 'otherTownship'
  | 'townshipUnreadable'
  | 'villageUnreadable'
  | 'villageBlank'

/** What the writing alone says of the place. */
export type FoundPlace =
  | {
      readonly state: 'sure'
      readonly township: PlaceCode
      readonly village: PlaceCode
      /** 'ending': the name without its usual ending (村, 村委会, 村会, 社区) is the place's, the whole name is not. */
      readonly by: 'name' | 'ending'
    }
  | {
      readonly state: 'unsure'
      readonly township: PlaceCode | null
      /** The best guess; a person decides. */
      readonly village: PlaceCode | null
      readonly candidates: readonly PlaceCode[]
      readonly why: UnsureWhy
    }
  | { readonly state: 'outside'; readonly why: 'noSuchPlace' | 'blank' | 'otherCounty' }

export type PlaceMatch =
  | FoundPlace
  | {
      readonly state: 'chosen'
      readonly township: PlaceCode
      readonly village: PlaceCode
      /** What it would be read as, had nobody chosen. */
      readonly otherwise: FoundPlace
    }

/** How a row writes its place, as writings are compared. */
export type PlaceWriting = { readonly township: string; readonly village: string }

/** How a row writes its place: without spaces, brackets and what stands in them. */
export const placeWriting = (townshipText: string, villageText: string): PlaceWriting => ({
  township: cleanName(townshipText),
  village: cleanName(villageText),
})

/** The village that somebody chose for a writing; undefined where nobody did. */
export type ChosenVillage = (writing: PlaceWriting) => PlaceCode | undefined

type IndexBy = {
  /** What somebody chose for writings. */
  readonly chosen?: ChosenVillage
  /** The township whose own ledger it is: a row that names none is this one's. */
  readonly own?: PlaceCode
}

export type PlaceIndex = {
  readonly match: (townshipText: string, villageText: string) => PlaceMatch
}

type Village = VillageName & { readonly code: PlaceCode; readonly name: string; readonly folded: string }
type Township = { readonly code: PlaceCode; readonly names: readonly string[]; readonly villages: readonly Village[] }
type County = { readonly townships: readonly Township[]; readonly prefixes: readonly string[] }

const REMEMBERED = 20_000

const buildCounty = (places: readonly NamedPlace[]): County => {
  const named = places.map(({ code, name, level }) => ({ code, level, name: cleanName(name) }))
  const county = named.filter(({ level }) => level === 'county').map(({ name }) => name)
  // "罗田县经济开发区" is also written "经济开发区".
  const prefixes = [...county, ...county.map((name) => name.replace(/[县市区]$/, ''))].filter((name) => name.length > 1)
  const villages = named.filter(({ level }) => level === 'village')
  const townships = named
    .filter(({ level }) => level === 'township')
    .map(({ code, name }) => {
      const short = prefixes.filter((prefix) => name.startsWith(prefix)).map((prefix) => name.slice(prefix.length))
      const own = villages
        .filter((village) => townshipOf(village.code) === code)
        .map((village) => {
          const folded = foldName(village.name)
          return { code: village.code, name: village.name, folded, ...villageNameOf(folded) }
        })
      const names = [name, ...short, townshipStemOf(name)].filter((each) => each.length > 1)
      return { code, names: [...new Set(names.map(foldName))], villages: own }
    })
  return { townships, prefixes: prefixes.map(foldName) }
}

/** The texts a place may hide in: as written, and without a county's or province's name before it. */
const withoutPrefixes = (folded: string, prefixes: readonly string[]): readonly string[] => {
  const rests = prefixes.flatMap((prefix) => {
    const at = folded.indexOf(prefix)
    return at >= 0 && at <= 8 && folded.length > at + prefix.length ? [folded.slice(at + prefix.length)] : []
  })
  return [folded, ...rests]
}

type FoundTownship = { readonly township: Township; readonly rest: string }

// Behind the names of county and township a whole name is still a whole name.
const sureOf = (village: Village, at: { readonly township: PlaceCode; readonly folded: string }): FoundPlace => ({
  state: 'sure',
  township: at.township,
  village: village.code,
  by: at.folded.endsWith(village.folded) ? 'name' : 'ending',
})

/** The township a text names, and what follows it ("凤山镇杨家湾村" in one cell). */
const findTownship = (text: string, county: County): FoundTownship | null => {
  const folded = foldName(cleanName(text))
  if (folded === '') return null
  for (const candidate of withoutPrefixes(folded, county.prefixes)) {
    const stem = townshipStemOf(candidate)
    const exact = county.townships.filter(({ names }) => names.includes(candidate))
    const loose = exact.length > 0 ? exact : county.townships.filter(({ names }) => names.includes(stem))
    const [only, ...others] = loose
    if (only && others.length === 0) return { township: only, rest: '' }
  }
  for (const candidate of withoutPrefixes(folded, county.prefixes)) {
    for (const township of county.townships) {
      const name = township.names.find((each) => each.length > 2 && candidate.startsWith(each))
      if (name !== undefined) return { township, rest: candidate.slice(name.length) }
    }
  }
  return null
}

/** Villages a text names: by the whole name, else by stem and sort, else by stem alone. */
const findVillages = (folded: string, villages: readonly Village[]): readonly Village[] => {
  const whole = villages.filter((village) => village.folded === folded)
  if (whole.length > 0) return whole
  const { stem, sort } = villageNameOf(folded)
  const byStem = villages.filter((village) => village.stem === stem)
  const bySort = byStem.filter((village) => village.sort === sort)
  return bySort.length > 0 ? bySort : byStem
}

/** As findVillages, also behind the names of county and township. */
const findBehindNames = (
  folded: string,
  at: { readonly villages: readonly Village[]; readonly before: readonly string[] },
): readonly Village[] => {
  for (const text of withoutPrefixes(folded, at.before)) {
    const found = findVillages(text, at.villages)
    if (found.length > 0) return found
  }
  return []
}

/** Several hits of which the written characters single one out: 上湾 and 上塆 may both exist. */
const narrow = (found: readonly Village[], written: string): readonly Village[] => {
  if (found.length < 2) return found
  const exact = found.filter(({ name }) => name === written)
  return exact.length === 1 ? exact : found
}

const similarTo = (folded: string, villages: readonly Village[]): readonly Village[] => {
  const { stem } = villageNameOf(folded)
  if (stem.length < 2) return []
  // With two characters one other is half the name: such a guess is shown, the caller does not take it.
  return villages.filter((village) => differByOne(village.stem, stem))
}

const codesOf = (villages: readonly Village[]): readonly PlaceCode[] => villages.map(({ code }) => code)

const insideTownship = (township: Township, written: string, county: County): FoundPlace => {
  const folded = foldName(written)
  const here = township.code
  if (folded === '') return { state: 'unsure', township: here, village: null, candidates: [], why: 'villageBlank' }
  const before = [...township.names, ...county.prefixes]
  const found = narrow(findBehindNames(folded, { villages: township.villages, before }), written)
  const [only] = found
  if (only && found.length === 1) return sureOf(only, { township: here, folded })
  if (only) {
    return { state: 'unsure', township: here, village: only.code, candidates: codesOf(found), why: 'ambiguous' }
  }
  const elsewhere = county.townships.flatMap(({ villages }) => findVillages(folded, villages))
  if (elsewhere.length > 0) {
    const village = elsewhere.length === 1 ? (elsewhere[0]?.code ?? null) : null
    return { state: 'unsure', township: here, village, candidates: codesOf(elsewhere), why: 'otherTownship' }
  }
  const similar = similarTo(folded, township.villages)
  const best = similar.length === 1 ? (similar[0]?.code ?? null) : null
  const why = similar.length > 0 ? 'similar' : 'villageUnreadable'
  return { state: 'unsure', township: here, village: best, candidates: codesOf(similar), why }
}

const ELSEWHERE = /^(?:.{2,6}[省])?(?:.{2,6}[市州])?.{1,5}[县市区](?!委)/

const withoutTownship = (townshipText: string, written: string, county: County): FoundPlace => {
  const folded = foldName(written)
  const all = county.townships.flatMap(({ villages }) => villages)
  const found =
    folded === '' ? [] : narrow(findBehindNames(folded, { villages: all, before: county.prefixes }), written)
  const [only] = found
  if (!only) {
    const text = `${cleanName(townshipText)}${written}`
    if (text === '') return { state: 'outside', why: 'blank' }
    const ours = county.prefixes.some((prefix) => foldName(text).includes(prefix))
    return { state: 'outside', why: !ours && ELSEWHERE.test(text) ? 'otherCounty' : 'noSuchPlace' }
  }
  const unreadable = cleanName(townshipText) !== ''
  if (found.length === 1 && !unreadable) return sureOf(only, { township: townshipOf(only.code), folded })
  const townships = new Set(found.map(({ code }) => townshipOf(code)))
  const township = townships.size === 1 ? townshipOf(only.code) : null
  const why = found.length > 1 ? 'ambiguous' : 'townshipUnreadable'
  return { state: 'unsure', township, village: only.code, candidates: codesOf(found), why }
}

/**
 * A row that names no township, in a ledger of one township's own: its villages first. What can only be another township's place
 * stays that, and what is no place at all is somebody of this township whose village is open.
 */
const inOwn = (county: County, own: Township, villageText: string): FoundPlace => {
  const here = insideTownship(own, cleanName(villageText), county)
  if (here.state === 'sure' || villageText === '') return here
  const found = matchOnce(county, '', villageText)
  const elsewhere = found.state !== 'outside' && found.township !== null && found.township !== own.code
  return elsewhere ? found : here
}

const matchOnce = (county: County, townshipText: string, villageText: string): FoundPlace => {
  const written = cleanName(villageText)
  const found = findTownship(townshipText, county)
  if (found) return insideTownship(found.township, written === '' ? found.rest : written, county)
  // Both in the village's cell: "凤山镇杨家湾村".
  const both = written === '' ? null : findTownship(written, county)
  const ownVillage =
    findVillages(
      foldName(written),
      county.townships.flatMap(({ villages }) => villages),
    ).length > 0
  if (both && both.rest !== '' && !ownVillage && cleanName(townshipText) === '') {
    return insideTownship(both.township, both.rest, county)
  }
  return withoutTownship(townshipText, written, county)
}

// A whole name needs nobody's choice, and one of before the name existed does not stand against it.
const chosenOr = (found: FoundPlace, village: PlaceCode | undefined): PlaceMatch =>
  village === undefined || (found.state === 'sure' && (found.by === 'name' || found.village === village))
    ? found
    : { state: 'chosen', township: townshipOf(village), village, otherwise: found }

/**
 * Finds the township and village a ledger row means, among the places of one county. Names are written in many ways
 * (the office's name, 村, 社区, bare, with the township before it, with variant characters). 'sure' only when one place
 * fits; what is likely is 'unsure' with its candidates; 'outside' when nothing in the county fits; 'chosen' where somebody
 * said what a writing that is no whole name means.
 */
export const makePlaceIndex = (
  places: readonly NamedPlace[],
  { chosen = () => undefined, own }: IndexBy = {},
): PlaceIndex => {
  const county = buildCounty(places)
  const owner = own === undefined ? undefined : county.townships.find(({ code }) => code === own)
  const find = (townshipText: string, villageText: string): FoundPlace =>
    owner !== undefined && cleanName(townshipText) === ''
      ? inOwn(county, owner, villageText)
      : matchOnce(county, townshipText, villageText)
  const remembered = new Map<string, PlaceMatch>()
  const match = (townshipText: string, villageText: string): PlaceMatch => {
    const key = `${townshipText}\n${villageText}`
    const known = remembered.get(key)
    if (known) return known
    const found = find(townshipText, villageText)
    const made = chosenOr(found, chosen(placeWriting(townshipText, villageText)))
    if (remembered.size >= REMEMBERED) remembered.clear() // a ledger of nothing but misspellings
    remembered.set(key, made)
    return made
  }
  return { match }
}
