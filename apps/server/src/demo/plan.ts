import type { PlaceCode } from '@lianfang/domain/shared'
import { divisionsOf, readDivisions } from '../kernel/org/divisions/index.js'
import { type Dice, diceOf, idAt } from './dice.js'

export type PlannedVillage = {
  readonly code: PlaceCode
  readonly township: PlaceCode
  /** How many invented people live here. */
  readonly people: number
  /** Null: deliberately without a team, so that the list of such villages has something to show. */
  readonly team: PlannedTeam | null
}

export type PlannedTeam = {
  readonly id: string
  readonly township: PlaceCode
  readonly name: string
  /** Position in its township, from 1. */
  readonly number: number
  /** A team that cannot keep up: many of its people are overdue. */
  readonly behind: boolean
  readonly villages: readonly PlaceCode[]
}

export type PlannedTownship = {
  readonly code: PlaceCode
  readonly name: string
  readonly villages: readonly PlannedVillage[]
  readonly teams: readonly PlannedTeam[]
}

export type CountyPlan = {
  readonly code: PlaceCode
  /** Position among the counties that are filled: part of every seed. */
  readonly index: number
  readonly townships: readonly PlannedTownship[]
  readonly people: number
}

type Place = { readonly code: PlaceCode; readonly name: string }
type County = { readonly code: PlaceCode; readonly townships: readonly Place[]; readonly villages: readonly Place[] }

export const demoCounty = '421123' as PlaceCode // Luotian
export const demoPrefecture = '4211' as PlaceCode // Huanggang
/** Up to so many people live in the one county; more are spread over the prefecture. */
const oneCountyMost = 100_000
const peoplePerTeam = 250

const countyOf = (code: PlaceCode, places: readonly { readonly code: string; readonly name: string }[]): County => {
  const typed = places as readonly Place[] // codes of the artefact
  return {
    code,
    townships: typed.filter((p) => p.code.length === 9),
    villages: typed.filter((p) => p.code.length === 12),
  }
}

const readPrefecture = async (file: string): Promise<readonly County[]> => {
  const byCounty = new Map<PlaceCode, Place[]>()
  for await (const { code, name } of readDivisions({ file })) {
    if (code.startsWith(demoPrefecture) && code.length >= 6) {
      const county = code.slice(0, 6) as PlaceCode // a code's beginning is a code
      const list = byCounty.get(county) ?? []
      list.push({ code: code as PlaceCode, name })
      byCounty.set(county, list)
    } else if (byCounty.size > 0 && code.length > 4) break
  }
  return [...byCounty].map(([code, places]) => countyOf(code, places))
}

const readCounties = async (file: string, people: number): Promise<readonly County[]> => {
  if (people > oneCountyMost) return readPrefecture(file)
  return [countyOf(demoCounty, await divisionsOf(demoCounty, { file }))]
}

/** Shares `total` out by weight in whole numbers that add up. */
const shareOut = (total: number, weights: readonly number[]): readonly number[] => {
  const all = weights.reduce((sum, w) => sum + w, 0)
  let before = 0
  let weight = 0
  return weights.map((w) => {
    weight += w
    const upTo = Math.round((total * weight) / all)
    const share = upTo - before
    before = upTo
    return share
  })
}

type Crowd = { readonly code: PlaceCode; readonly people: number; readonly bound: boolean }

/** Neighbouring villages together until a team has its hands full. */
const groupVillages = (villages: readonly Crowd[]): readonly (readonly PlaceCode[])[] => {
  const groups: PlaceCode[][] = []
  let people = Number.POSITIVE_INFINITY
  for (const village of villages.filter((v) => v.bound)) {
    if (people + village.people > peoplePerTeam * 1.12) {
      groups.push([])
      people = 0
    }
    groups.at(-1)?.push(village.code)
    people += village.people
  }
  return groups
}

type Township = { readonly place: Place; readonly villages: readonly Crowd[] }
type Making = { readonly dice: Dice; readonly madeAt: number }

const planTownship = ({ place, villages }: Township, { dice, madeAt }: Making): PlannedTownship => {
  const teams = groupVillages(villages).map((codes, i) => ({
    id: idAt(dice, madeAt + i),
    township: place.code,
    name: `${place.name}第${i + 1}包保团队`,
    number: i + 1,
    // Never the very first: it is the one that is shown.
    behind: i > 0 && dice.chance(0.13),
    villages: codes,
  }))
  const teamOf = new Map(teams.flatMap((team) => team.villages.map((village) => [village, team])))
  return {
    code: place.code,
    name: place.name,
    teams,
    villages: villages.map(({ code, people }) => ({
      code,
      township: place.code,
      people,
      team: teamOf.get(code) ?? null,
    })),
  }
}

// One village in ninety: four or five in Luotian.
const withoutTeam = (index: number): boolean => index % 97 === 41

const planCounty = (
  county: County,
  index: number,
  { people, seed, madeAt }: PlanNeeds & { readonly people: number },
) => {
  const dice = diceOf(seed, index, 1)
  const shares = shareOut(
    people,
    county.villages.map(() => 0.7 + 0.6 * dice.next()),
  )
  const crowds = county.villages.map(({ code }, i) => ({ code, people: shares[i] ?? 0, bound: !withoutTeam(i) }))
  const townships = county.townships.map((place) =>
    planTownship({ place, villages: crowds.filter((v) => v.code.startsWith(place.code)) }, { dice, madeAt }),
  )
  return { code: county.code, index, townships, people }
}

type PlanNeeds = { readonly seed: number; readonly madeAt: number }

/** Who lives where and which team looks after whom: real places, everything else drawn from the seed. */
export const planDemonstration = async (
  needs: PlanNeeds & { readonly file: string; readonly people: number },
): Promise<readonly CountyPlan[]> => {
  const counties = await readCounties(needs.file, needs.people)
  const shares = shareOut(
    needs.people,
    counties.map((c) => c.villages.length),
  )
  return counties.map((county, i) => planCounty(county, i, { ...needs, people: shares[i] ?? 0 }))
}
