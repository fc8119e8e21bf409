import type { PlaceCode } from '@lianfang/domain/shared'
import { countyScope, type Database, inTransaction, type Tx } from '../kernel/db/index.js'
import { type PlaceName, placesByCode, placesOfCounty } from '../kernel/org/index.js'
import { type Dice, diceOf, idAt } from './dice.js'
import { type CountyPlan, demoCounty } from './plan.js'
import { fillingMs } from './slow-machine.js'
import {
  type InventedFacility,
  type InventedOrganisation,
  insertFacilities,
  insertOrganisations,
} from './sql-institutions.js'

type Making = { readonly dice: Dice; readonly madeAt: number; readonly names: ReadonlyMap<string, PlaceName> }

// Marked in the name itself: it is read in lists, exports and pictures, where no banner stands above it.
const mark = '（演示）'

// No number of a town begins with 0, so nobody is called by mistake.
const phoneOf = (dice: Dice): string => `0713-0${dice.between(100_000, 999_999)}`

const atCounty = [
  { kind: 'hospital', word: '人民医院', en: 'People’s Hospital', grade: 'second', aroundTheClock: true },
  { kind: 'feverClinic', word: '人民医院发热门诊', en: 'Fever Clinic', grade: 'none', aroundTheClock: true },
  { kind: 'emergencyCentre', word: '120 急救中心', en: 'Emergency Centre', grade: 'none', aroundTheClock: true },
  { kind: 'cdc', word: '疾病预防控制中心', en: 'CDC', grade: 'none', aroundTheClock: false },
  { kind: 'careHome', word: '中心养老院', en: 'Care Home', grade: 'none', aroundTheClock: true },
  { kind: 'welfareInstitution', word: '社会福利院', en: 'Welfare Institution', grade: 'none', aroundTheClock: true },
  { kind: 'warehouse', word: '应急物资仓库', en: 'Emergency Warehouse', grade: 'none', aroundTheClock: false },
] as const

const countyFacilities = (code: PlaceCode, { dice, madeAt, names }: Making): readonly InventedFacility[] =>
  atCounty.map(({ kind, word, en, grade, aroundTheClock }) => ({
    id: idAt(dice, madeAt),
    kind,
    name: `${names.get(code)?.name ?? code}${word}${mark}`,
    nameEn: `${en} (demonstration)`,
    place: code,
    grade,
    phone: phoneOf(dice),
    aroundTheClock,
    organisation: null,
  }))

const centreOf = (code: PlaceCode, name: string, { dice, madeAt }: Making): InventedFacility => {
  const street = name.endsWith('街道')
  return {
    id: idAt(dice, madeAt),
    kind: street ? 'communityCentre' : 'townshipCentre',
    name: `${name}${street ? '社区卫生服务中心' : '卫生院'}${mark}`,
    nameEn: null,
    place: code,
    grade: 'first',
    phone: phoneOf(dice),
    aroundTheClock: true,
    organisation: null,
  }
}

/** "大河岸村村民委员会" is the office; the village is what stands before it. */
const shortName = (name: string): string => name.replace(/(?:村民|居民)?委员会$|(?<=村)村委会$|居委会$/, '')

const clinicOf = (code: PlaceCode, { dice, madeAt, names }: Making): InventedFacility => {
  const office = names.get(code)?.name ?? code
  const name = shortName(office)
  const community = /社区|居民?委/.test(office)
  return {
    id: idAt(dice, madeAt),
    kind: community ? 'communityStation' : 'villageClinic',
    name: `${name}${community ? '卫生服务站' : '卫生室'}${mark}`,
    nameEn: null,
    place: code,
    grade: 'none',
    phone: null,
    aroundTheClock: false,
    organisation: null,
  }
}

// There is no such corps: the tree shows how one stands beside the divisions and reports to one of them at each level.
const corps = [
  { name: '大别山示范兵团', en: 'Dabieshan Model Corps', code: 'YS', place: '42' },
  { name: '第一师', en: 'First Division', code: 'YS-1', place: '4211' },
  { name: '三团', en: 'Third Regiment', code: 'YS-1-3', place: '421123' },
  { name: '三团二连', en: 'Second Company', code: 'YS-1-3-2', place: '421123100' },
] as const

const corpsTree = ({ dice, madeAt }: Making): readonly InventedOrganisation[] => {
  const ids = corps.map(() => idAt(dice, madeAt))
  return corps.map(({ name, en, code, place }, i) => ({
    id: ids[i] ?? '',
    tree: 'corps' as const,
    parent: ids[i - 1] ?? null,
    name: `${name}${mark}`,
    nameEn: `${en} (demonstration)`,
    code,
    place,
  }))
}

const corpsFacilities = (
  tree: readonly InventedOrganisation[],
  { dice, madeAt }: Making,
): readonly InventedFacility[] => {
  const own = [
    { of: tree[2], kind: 'hospital', name: '三团医院', en: 'Regiment Hospital', grade: 'first', place: '421123100' },
    { of: tree[3], kind: 'villageClinic', name: '二连卫生室', en: 'Company Clinic', grade: 'none', place: '421123100' },
  ] as const
  return own.map(({ of, kind, name, en, grade, place }) => ({
    id: idAt(dice, madeAt),
    kind,
    name: `${name}${mark}`,
    nameEn: `${en} (demonstration)`,
    place,
    grade,
    // Without a number: a worker of the township is offered its own centre, and not a hospital of another system.
    phone: null,
    aroundTheClock: kind === 'hospital',
    organisation: of?.id ?? null,
  }))
}

const invent = (plan: CountyPlan, making: Making) => {
  const tree = plan.code === demoCounty ? corpsTree(making) : []
  const bound = plan.townships.flatMap((t) => t.villages).filter((village) => village.team !== null)
  return {
    tree,
    facilities: [
      ...countyFacilities(plan.code, making),
      ...plan.townships.map((t) => centreOf(t.code, t.name, making)),
      ...bound.map((village) => clinicOf(village.code, making)),
      ...(tree.length === 0 ? [] : corpsFacilities(tree, making)),
    ],
  }
}

const namesOf = async (tx: Tx, county: PlaceCode): Promise<ReadonlyMap<string, PlaceName>> => {
  const below = await placesOfCounty(tx, county)
  return new Map([...(await placesByCode(tx, [county])), ...below.map((place) => [place.code, place] as const)])
}

type Filling = { readonly db: Database; readonly plan: CountyPlan; readonly seed: number; readonly madeAt: number }

/**
 * Invented institutions at real places, each marked in its name: those of a county seat, a health centre a township, a
 * clinic in every village that has a team; and in Luotian one tree of a corps that does not exist.
 */
export const fillInstitutions = ({ db, plan, seed, madeAt }: Filling): Promise<void> =>
  inTransaction(
    db.worker,
    countyScope(plan.code),
    async (tx) => {
      const names = await namesOf(tx, plan.code)
      const { tree, facilities } = invent(plan, { dice: diceOf(seed, plan.index, 7), madeAt, names })
      await insertOrganisations(tx, tree)
      await insertFacilities(tx, plan.code, facilities)
    },
    fillingMs,
  )
