import type { OrderPage } from '@lianfang/contract'
import { addDays, addHours, type Day, dayIn, type Instant, type PlaceCode, startOfDay } from '@lianfang/domain/shared'
import { seedKinds } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import { countyScope, inTransaction } from '../kernel/db/index.js'
import { addKeeper } from '../modules/supply/stores/sql.js'
import { type Dice, diceOf, idAt } from './dice.js'
import { demoCounty } from './plan.js'
import { type Filling, makeDo, type Run } from './supply-run.js'

const county = demoCounty as PlaceCode // a real county, written out in the plan

/** Days that lie behind the first receipt: enough that use is known. */
const bookDays = 24

type Planned = {
  readonly place: string
  readonly kinds: readonly string[]
  readonly store: 'townshipStore' | 'villageStore'
  /** People served; null: nobody said so. */
  readonly people: number | null
  /** Units of a kind that came first, and how many go out on a day. */
  readonly goods: readonly (readonly [string, number, number])[]
}

/** One has enough, one is short by both tests of an item, one by the people it serves, and of one the people are not known. */
const planned: readonly Planned[] = [
  {
    ...{ place: '421123100', kinds: ['townshipCentre', 'communityCentre'], store: 'townshipStore', people: 2_400 },
    goods: [
      ...([
        ['lianhua-qingwen', 1_400, 6],
        ['ibuprofen', 620, 5],
        ['cough-medicine', 600, 4],
        ['antigen-test', 1_300, 8],
      ] as const),
    ],
  },
  {
    ...{ place: '4211231', kinds: ['villageClinic'], store: 'villageStore', people: 820 },
    goods: [
      ...([
        ['lianhua-qingwen', 420, 3],
        ['ibuprofen', 90, 3],
        ['cough-medicine', 190, 1],
        ['antigen-test', 420, 2],
      ] as const),
    ],
  },
  {
    ...{ place: '4211231', kinds: ['villageClinic'], store: 'villageStore', people: 1_150 },
    goods: [
      ...([
        ['lianhua-qingwen', 480, 2],
        ['paracetamol', 140, 1],
        ['cough-medicine', 260, 2],
        ['antigen-test', 560, 3],
      ] as const),
    ],
  },
  {
    ...{ place: '4211231', kinds: ['villageClinic'], store: 'villageStore', people: null },
    goods: [...([['ibuprofen', 120, 1] as const] as const)],
  },
]

type Clinic = { readonly id: string; readonly name: string; readonly place: PlaceCode }

/** Invented institutions of the demonstration, each once, in the order of the plan. */
const clinicsOf = ({ db }: Filling): Promise<readonly (Clinic | undefined)[]> =>
  inTransaction(db.worker, countyScope(county), async (tx) => {
    const rows = await tx.rows(sql<Clinic & { readonly kind: string }>`
      select id, name, place, kind from kernel.facility where home = ${county} and closed_on is null order by length(place) desc, place, name, id`)
    const taken = new Set<string>()
    return planned.map(({ place, kinds }) => {
      const found = rows.find((one) => !taken.has(one.id) && kinds.includes(one.kind) && one.place.startsWith(place))
      if (found !== undefined) taken.add(found.id)
      return found
    })
  })

const unitOf = (kind: string): string => seedKinds.find(({ code }) => code === kind)?.unit ?? 'piece'

type Making = {
  readonly filling: Filling
  readonly run: Run
  readonly dice: Dice
  readonly today: Day
  readonly momentOf: (ago: number, hour: number) => Instant
}

const openStore = async ({ filling, run, dice, momentOf }: Making, plan: Planned, clinic: Clinic): Promise<string> => {
  const { db, staff } = filling
  const at = momentOf(bookDays, 8)
  const id = idAt(dice, at)
  const name = `${clinic.name.replace('（演示）', '')}药房（演示）`
  const body = { id, name, nameEn: null, place: clinic.place, kind: plan.store, facility: clinic.id, enterprise: null }
  await run(staff.desk, at, 'store.create', { body })
  const [keeper] = staff.keepers
  await inTransaction(db.worker, countyScope(county), (tx) =>
    addKeeper(tx, {
      ...{ home: county, store: id, id: idAt(dice, at), account: keeper.id, name: keeper.name },
      ...{ phone: '0713-0709001', at: new Date(at), by: staff.desk.id, bodyHash: Buffer.alloc(32) },
    }),
  )
  return id
}

/** What came first, and what goes out every third day. */
const keepBook = async (making: Making, { goods }: Planned, store: string): Promise<void> => {
  const { filling, run, dice, today, momentOf } = making
  const [keeper] = filling.staff.keepers
  const head = (at: Instant, ago: number, party: string) => ({
    ...{ id: idAt(dice, at), day: addDays(today, -ago), why: null, reference: null, party },
  })
  const first = momentOf(bookDays, 9)
  const lines = goods.map(([kind, quantity], n) => ({
    ...{ kind, quantity, unit: unitOf(kind), product: null, lot: `JC22${n}${bookDays}`, serial: null },
    expiry: addDays(today, 300 + 20 * n),
  }))
  await run(keeper, first, 'stock.receive', {
    params: { id: store },
    body: { ...head(first, bookDays, '县医药公司（演示）'), into: 'free', lines },
  })
  for (let ago = bookDays - 2; ago >= 1; ago -= 3) {
    const at = momentOf(ago, 17)
    const out = goods.map(([kind, , aDay]) => ({
      ...{ kind, quantity: aDay * 3, unit: unitOf(kind), product: null, item: null },
    }))
    await run(keeper, at, 'stock.issue', {
      params: { id: store },
      body: { ...head(at, ago, '门诊'), reserved: false, lines: out },
    })
  }
}

const prices = [
  ...([
    ['lianhua-qingwen', 1_480],
    ['jinhua-qinggan', 2_600],
    ['qingfei-paidu', 2_200],
    ['huashi-baidu', 2_400],
    ['xuanfei-baidu', 2_300],
    ['ibuprofen', 1_250],
    ['paracetamol', 620],
    ['cough-medicine', 1_100],
    ['antigen-test', 340],
  ] as const),
].map(([kind, priceFen]) => ({ kind, perPack: null, priceFen }))

/** A joint order of two clinics on its way: proposed, approved by another with a fund line, placed, received in part. */
const orderTogether = async (
  { filling, run, dice, today, momentOf }: Making,
  clinics: readonly string[],
  store: string,
): Promise<void> => {
  const { countyDesk, desk, keepers } = filling.staff
  const [at, later, placed, came] = [momentOf(5, 9), momentOf(5, 11), momentOf(4, 10), momentOf(2, 15)]
  const fund = idAt(dice, at)
  await run(countyDesk, at, 'fund.create', {
    body: { id: fund, county, name: '基层药品应急储备专款（演示）', budget: 6_000_000 },
  })
  const id = idAt(dice, at)
  const asked = { id, county, name: '一月基层补货（演示）', facilities: [...clinics], items: [], prices }
  const proposed = (await run(countyDesk, at, 'order.propose', { body: asked })) as OrderPage // as its route says
  const { version } = proposed
  const approval = { id: idAt(dice, later), version, fund, decision: null }
  await run(desk, later, 'order.approve', { params: { id }, body: approval })
  await run(countyDesk, placed, 'order.place', {
    params: { id },
    body: { id: idAt(dice, placed), supplier: '黄冈某医药公司（演示）' },
  })
  const line = proposed.lines.find((one) => one.kind === 'ibuprofen' && one.facility === clinics[0])
  if (line === undefined) return
  const received = Math.floor(line.ordered / 2)
  await run(keepers[0], came, 'order.receive', {
    params: { id, line: line.id },
    body: {
      ...{ id: idAt(dice, came), store, day: addDays(today, -2), received, refused: 0, reason: null },
      ...{ product: null, lot: 'B2301', expiry: addDays(today, 500) },
    },
  })
}

/** Two labels that say nothing of any real medicine: one in date, one that has ended. */
const loadLabels = async ({ filling, run, dice, today, momentOf }: Making): Promise<void> => {
  const at = momentOf(6, 9)
  const source = '虚构的说明书，只作演示，不得用于诊疗（invented, not for care）'
  const load = (kind: string, from: number, until: number, says: readonly (readonly ['kidney' | 'liver', string])[]) =>
    run(filling.staff.countyDesk, at, 'label.load', {
      body: {
        ...{ id: idAt(dice, at), place: county, kind, source },
        ...{ validFrom: addDays(today, from), validUntil: addDays(today, until) },
        entries: says.map(([check, text]) => ({ check, other: null, withinDays: null, says: text })),
      },
    })
  await load('ibuprofen', -200, 160, [['kidney', '（演示文字）肾功能不全者请先问医生']])
  await load('paracetamol', -700, -20, [['liver', '（演示文字）肝功能不全者请先问医生']])
}

/** Clinics with books of the grassroots list, an order of the county on its way, and labels (K9, E10). */
export const fillClinics = async (filling: Filling): Promise<void> => {
  const { now, zone, seed, staff } = filling
  const today = dayIn(now, zone)
  const momentOf = (ago: number, hour: number): Instant => addHours(startOfDay(addDays(today, -ago), zone), hour)
  const making: Making = { filling, run: makeDo(filling), dice: diceOf(seed, -7, 2), today, momentOf }
  const clinics = await clinicsOf(filling)
  const stores: string[] = []
  for (const [i, plan] of planned.entries()) {
    const clinic = clinics[i]
    if (clinic === undefined) continue
    const store = await openStore(making, plan, clinic)
    stores.push(store)
    await keepBook(making, plan, store)
    if (plan.people === null) continue
    const at = momentOf(bookDays, 10)
    await making.run(staff.countyDesk, at, 'grassroots.serve', {
      params: { id: clinic.id },
      body: { id: idAt(making.dice, at), population: plan.people, source: '虚构的年报（演示）' },
    })
  }
  const short = [clinics[1]?.id, clinics[2]?.id].filter((id) => id !== undefined)
  if (short.length === 2) await orderTogether(making, short, stores[1] ?? '')
  await loadLabels(making)
}
