import { startOfDay } from '@lianfang/domain/shared'
import { type Dice, diceOf, idAt } from '../dice.js'
import { inventName } from '../names.js'
import type { StaffAccount } from '../staff.js'
import { firstDay } from './days.js'
import { lenders } from './loads.js'
import { hubeiPlaces, makerProvinces } from './places.js'
import type { OperationPlan } from './plan.js'

/** A store with whoever keeps it. */
export type Site = {
  readonly store: string
  readonly zh: string
  readonly en: string
  readonly seat: string
  readonly keeper: StaffAccount
  /** The institution it is of; null: a warehouse of its own. */
  readonly facility: string | null
}

export type Hospital = Site & {
  readonly facility: string
  readonly requester: StaffAccount
  readonly approver: StaffAccount
}

export type CastMaker = { readonly id: string; readonly reporter: StaffAccount; readonly products: readonly string[] }

/** Everybody and everything of the operation that has an id: the same for the same plan. */
export type Cast = {
  readonly madeAt: number
  readonly accounts: readonly StaffAccount[]
  /** The nation's desk: it enters makers, decides and sends. */
  readonly desk: StaffAccount
  readonly liaisons: readonly StaffAccount[]
  readonly makers: readonly CastMaker[]
  readonly hospitals: readonly (readonly [Hospital, ...Hospital[]])[]
  readonly warehouses: readonly Site[]
  readonly reserve: Site
  readonly lenders: readonly (Site & { readonly facility: string })[]
}

const mark = '（演示）'
const markEn = '(demonstration)'
/** Hospitals of Wuhan; every other place has one. */
const wuhanHospitals = 3

type Hire = (post: Pick<StaffAccount, 'login' | 'role' | 'place'>) => StaffAccount

const hiring = (dice: Dice, madeAt: number) => {
  const accounts: StaffAccount[] = []
  const hire: Hire = (post) => {
    const id = idAt(dice, madeAt)
    const name = `${inventName(dice, dice.chance(0.5) ? 'female' : 'male')}${mark}`
    const account = { ...post, id, name, grant: idAt(dice, madeAt) }
    accounts.push(account)
    return account
  }
  return { accounts, hire }
}

/** The sign-ins that are shown have short names; those of the others say their place. */
const atWork = (hire: Hire, what: string, role: StaffAccount['role'], at: { place: string; shown: boolean }) =>
  hire({ login: at.shown ? what : `${what}.${at.place}`, role, place: at.place })

const hospitalsOf = (hire: Hire, dice: Dice, madeAt: number) =>
  hubeiPlaces.map(({ zh, en, seat }, place) => {
    const keeper = atWork(hire, 'keeper', 'warehouseKeeper', { place: seat, shown: place === 0 })
    const requester = atWork(hire, 'requester', 'hospitalRequester', { place: seat, shown: place === 0 })
    const approver = atWork(hire, 'approver', 'hospitalApprover', { place: seat, shown: place === 0 })
    const one = (number: number): Hospital => ({
      ...{ store: idAt(dice, madeAt), facility: idAt(dice, madeAt), seat, keeper, requester, approver },
      zh: `${zh}定点医院${place === 0 ? number + 1 : ''}${mark}`,
      en: `${en} Designated Hospital${place === 0 ? ` ${number + 1}` : ''} ${markEn}`,
    })
    const more = Array.from({ length: place === 0 ? wuhanHospitals - 1 : 0 }, (_, i) => one(i + 1))
    return [one(0), ...more] as const
  })

/** Puts the people and the stores of a plan together. */
export const castOf = (plan: Pick<OperationPlan, 'makers' | 'size'>, zone: string): Cast => {
  const madeAt = startOfDay(firstDay, zone)
  const dice = diceOf(plan.size.seed, 0, 50)
  const { accounts, hire } = hiring(dice, madeAt)
  const desk = hire({ login: 'nation', role: 'supplyDesk', place: '' })
  hire({ login: 'hubei', role: 'supplyDesk', place: '42' })
  hire({ login: 'wuhan', role: 'supplyDesk', place: '4201' })
  hire({ login: 'admin', role: 'administrator', place: '' })
  hire({ login: 'auditor', role: 'auditor', place: '' })
  const liaisons = makerProvinces.map(({ code }, i) =>
    hire({ login: i === 0 ? 'liaison' : `liaison.${code}`, role: 'liaison', place: code }),
  )
  const hospitals = hospitalsOf(hire, dice, madeAt)
  const warehouses = hubeiPlaces.map(
    ({ zh, en, seat }, place): Site => ({
      ...{ store: idAt(dice, madeAt), seat, facility: null, keeper: hospitals[place]?.[0].keeper ?? desk },
      ...{ zh: `${zh}应急物资接收库${mark}`, en: `${en} Receiving Warehouse ${markEn}` },
    }),
  )
  const seat = hubeiPlaces[0]?.seat ?? ''
  const reserve = {
    ...{ store: idAt(dice, madeAt), seat, facility: null, zh: `湖北省级储备库${mark}`, en: `Hubei Reserve ${markEn}` },
    keeper: hire({ login: 'reserve', role: 'warehouseKeeper', place: seat }),
  }
  const lending = makerProvinces.slice(0, lenders).map(({ zh, en, seat: at }) => ({
    ...{ store: idAt(dice, madeAt), facility: idAt(dice, madeAt), seat: at },
    keeper: hire({ login: `lender.${at}`, role: 'warehouseKeeper', place: at }),
    ...{ zh: `${zh}支援医院${mark}`, en: `${en} Lending Hospital ${markEn}` },
  }))
  const makers = plan.makers.map(({ province, lines, number }) => ({
    id: idAt(dice, madeAt),
    products: lines.map(() => idAt(dice, madeAt)),
    reporter: hire({
      login: number === 0 ? 'reporter' : `reporter${number + 1}`,
      role: 'enterpriseReporter',
      place: makerProvinces[province]?.seat ?? '',
    }),
  }))
  return { madeAt, accounts, desk, liaisons, makers, hospitals, warehouses, reserve, lenders: lending }
}

export const operationPassword = 'demo-2020-hubei'

/** Who is shown on the first page: the desks of nation, province and city, then one a role. */
const signIns = [
  { login: 'nation', role: 'supplyDesk', place: '' },
  { login: 'hubei', role: 'supplyDesk', place: '42' },
  { login: 'wuhan', role: 'supplyDesk', place: '4201' },
  { login: 'liaison', role: 'liaison', place: '11' },
  { login: 'reporter', role: 'enterpriseReporter', place: '110105' },
  { login: 'requester', role: 'hospitalRequester', place: '420102' },
  { login: 'approver', role: 'hospitalApprover', place: '420102' },
  { login: 'keeper', role: 'warehouseKeeper', place: '420102' },
  { login: 'reserve', role: 'warehouseKeeper', place: '420102' },
  { login: 'admin', role: 'administrator', place: '' },
  { login: 'auditor', role: 'auditor', place: '' },
] as const

/** Sign-ins of the demonstration of the operation. */
export const operationSignIns = signIns.map((one) => ({ ...one, password: operationPassword, team: null }))
