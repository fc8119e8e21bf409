import type { MovementInfo } from '@lianfang/contract'
import { addDays, addHours, type Day, dayIn, type Instant, type PlaceCode, startOfDay } from '@lianfang/domain/shared'
import { type KindUnit, type StoreKind, seedKinds } from '@lianfang/domain/supply'
import { inTransaction, noScope } from '../kernel/db/index.js'
import type { Call } from '../kernel/http/index.js'
import { addKeeper } from '../modules/supply/stores/sql.js'
import { type Dice, diceOf, idAt } from './dice.js'
import type { StaffAccount } from './staff.js'
import type { Filling, Run } from './supply-run.js'

type Planned = { readonly zh: string; readonly en: string; readonly place: string; readonly kind: StoreKind }

/** Stores that do not exist; the first two are kept by the shown keeper. */
const plannedStores = [
  { zh: '罗田县应急物资库', en: 'Luotian Emergency Warehouse', place: '421123', kind: 'warehouse' },
  { zh: '凤山镇卫生院库房', en: 'Fengshan Clinic Store', place: '421123100', kind: 'townshipStore' },
  { zh: '骆驼坳镇卫生院库房', en: 'Luotuo’ao Clinic Store', place: '421123101', kind: 'townshipStore' },
] as const satisfies readonly Planned[]

/** Days that lie behind the first receipt. */
const storeDays = 20

const unitOf = (kind: string): KindUnit => seedKinds.find(({ code }) => code === kind)?.unit ?? 'piece'

type Goods = {
  readonly kind: string
  readonly quantity: number
  readonly lot?: string
  /** Days from today to its last day. */
  readonly endsIn?: number
  readonly serial?: string
  readonly model?: string
}

type Making = {
  readonly run: Run
  readonly dice: Dice
  readonly today: Day
  readonly zone: string
  readonly productOf: ReadonlyMap<string, string>
}

/** One keeper's hand in one store, on a day so many days ago. */
const handOf = ({ run, dice, today, zone, productOf }: Making, keeper: StaffAccount, store: string) => {
  const momentOf = (ago: number, hour: number): Instant => addHours(startOfDay(addDays(today, -ago), zone), hour)
  const head = (at: Instant, ago: number, said: Said) => ({
    ...{ id: idAt(dice, at), day: addDays(today, -ago), why: said.why ?? null },
    ...{ reference: said.reference ?? null, party: said.party ?? null },
  })
  const incoming = ({ kind, quantity, lot, endsIn, serial, model }: Goods) => ({
    ...{ kind, quantity, unit: unitOf(kind), product: productOf.get(model ?? '') ?? null },
    ...{ lot: lot ?? null, serial: serial ?? null, expiry: endsIn === undefined ? null : addDays(today, endsIn) },
  })
  const outgoing = ({ kind, quantity }: Goods) => ({ kind, quantity, unit: unitOf(kind), product: null, item: null })
  return {
    momentOf,
    receive: async (ago: number, goods: readonly Goods[], said: Said & { readonly into?: 'free' | 'quarantine' }) => {
      const at = momentOf(ago, 9)
      const body = { ...head(at, ago, said), into: said.into ?? 'free', lines: goods.map(incoming) }
      return (await run(keeper, at, 'stock.receive', { params: { id: store }, body })) as MovementInfo // as its route says
    },
    issue: async (ago: number, goods: readonly Goods[], said: Said) => {
      const at = momentOf(ago, 10)
      const body = { ...head(at, ago, said), reserved: false, lines: goods.map(outgoing) }
      return (await run(keeper, at, 'stock.issue', { params: { id: store }, body })) as MovementInfo // as its route says
    },
    reserve: (ago: number, goods: readonly Goods[], said: Said & { readonly reference: string }) => {
      const at = momentOf(ago, 11)
      const body = { ...head(at, ago, said), reference: said.reference, lines: goods.map(outgoing) }
      return run(keeper, at, 'stock.reserve', { params: { id: store }, body })
    },
    send: async (ago: number, to: string, goods: readonly Goods[], said: Said) => {
      const at = momentOf(ago, 14)
      const lines = goods.map((one) => ({ ...outgoing(one), state: 'free' as const }))
      const body = { ...head(at, ago, said), consignment: idAt(dice, at), to, lines }
      await run(keeper, at, 'stock.send', { params: { id: store }, body })
      return body.consignment
    },
    arrive: (ago: number, consignment: string, quantities: readonly number[], said: Said) => {
      const at = momentOf(ago, 15)
      const lines = quantities.map((quantity, n) => ({ n, quantity, state: null }))
      return run(keeper, at, 'stock.arrive', {
        params: { id: store },
        body: { ...head(at, ago, said), consignment, lines },
      })
    },
    move: (ago: number, what: 'stock.hold' | 'stock.release', item: string, goods: Goods, why: string) => {
      const at = momentOf(ago, 16)
      const line = { kind: goods.kind, item, quantity: goods.quantity, unit: unitOf(goods.kind) }
      const common = { ...head(at, ago, {}), why }
      return what === 'stock.hold'
        ? run(keeper, at, what, {
            params: { id: store },
            body: { ...common, to: 'onHold', lines: [{ ...line, state: 'free' as const }] },
          })
        : run(keeper, at, what, {
            params: { id: store },
            body: { ...common, lines: [{ ...line, state: 'quarantine' as const }] },
          })
    },
    say: (ago: number, item: string, said: SaidOf) => {
      const at = momentOf(ago, 12)
      const body = { id: idAt(dice, at), day: addDays(today, -ago), ...said(today) }
      return run(keeper, at, 'asset.say', { params: { id: store, item }, body })
    },
    count: (ago: number, item: string, goods: Goods, why: string) => {
      const at = momentOf(ago, 17)
      const named = { kind: goods.kind, item, product: null, lot: null, expiry: null, serial: null }
      const lines = [{ ...named, place: 'shelf' as const, counted: goods.quantity }]
      const body = { ...head(at, ago, {}), why, countedAt: new Date(at).toISOString(), whole: [], lines }
      return run(keeper, at, 'stock.count', { params: { id: store }, body })
    },
    reverse: (ago: number, movement: string, why: string) => {
      const at = momentOf(ago, 18)
      const body = { id: idAt(dice, at), day: addDays(today, -ago), why }
      return run(keeper, at, 'stock.reverse', { params: { id: store, movement }, body })
    },
  }
}
type Said = { readonly why?: string; readonly reference?: string; readonly party?: string }
/** What is said of a device; its days are reckoned from today. */
type SaidOf = (today: Day) => Distributed<Call<'asset.say'>['body']>
type Distributed<T> = T extends unknown ? Omit<T, 'id' | 'day'> : never
type Hand = ReturnType<typeof handOf>

const itemAt = (movement: MovementInfo, n: number): string => movement.lines[n]?.item.id ?? ''

const checked =
  (dueIn: number, endsIn: number | null): SaidOf =>
  (today) => ({
    what: 'check',
    maintenanceDue: addDays(today, dueIn),
    contract: { own: endsIn === null, until: endsIn === null ? null : addDays(today, endsIn) },
    consumableDays: 14,
  })

/** Of three monitors one is ready, one is lent, of one nobody said anything; a ventilator has a fault. */
const sayOfDevices = async (hand: Hand, [broken = '', ready = '', lent = '']: readonly string[]): Promise<void> => {
  await hand.say(15, ready, checked(25, null))
  await hand.say(15, lent, checked(90, 200))
  await hand.say(14, lent, (today) => ({
    ...{ what: 'lend', to: { party: '大别山康复医院（演示）' }, dueBack: addDays(today, -1) as string },
    ...{ condition: '完好，随带导联线两套', reason: null },
  }))
  await hand.say(13, broken, checked(60, 120))
  await hand.say(5, broken, () => ({ what: 'fault', cause: '自检不过，流量传感器报警' }))
}

/** The county's warehouse: lots that end soon, one that has ended, one on hold, one in quarantine, machines by serial number. */
const fillWarehouse = async (hand: Hand): Promise<void> => {
  const party = '省级调拨'
  await hand.receive(
    19,
    [
      { kind: 'mask-surgical', quantity: 20_000, lot: 'M2201', endsIn: 18, model: 'FC-三层' },
      { kind: 'mask-surgical', quantity: 60_000, lot: 'M2212', endsIn: 640, model: 'FC-三层' },
      { kind: 'respirator-n95', quantity: 8_000, lot: 'N2210', endsIn: 410, model: 'FC-95' },
      { kind: 'antigen-test', quantity: 12_000, lot: 'K0911', endsIn: 9, model: '1 人份' },
      { kind: 'ibuprofen', quantity: 900, lot: 'B2101', endsIn: -4, model: '0.3 g×20' },
      { kind: 'ibuprofen', quantity: 2_400, lot: 'B2206', endsIn: 300, model: '0.3 g×20' },
      { kind: 'hand-rub', quantity: 1_500, lot: 'H2209', endsIn: 220 },
    ],
    { reference: '鄂应急调20号', party },
  )
  const tools = await hand.receive(
    16,
    [
      { kind: 'oximeter', quantity: 600, lot: 'X2211', model: 'TT-O2' },
      { kind: 'breathing-circuit', quantity: 120, lot: 'C2208', endsIn: 500, model: 'DB-C1' },
      ...['DB20-0117', 'DB20-0118', 'DB20-0121', 'DB20-0130'].map((serial) => ({
        ...{ kind: 'ventilator-noninvasive', quantity: 1, serial, model: 'DB-20' },
      })),
      ...['PM3-2201', 'PM3-2202', 'PM3-2203'].map((serial) => ({ kind: 'monitor-ecg', quantity: 1, serial })),
    ],
    { reference: '黄应急调7号', party: '黄冈市物资保障组' },
  )
  await sayOfDevices(
    hand,
    [4, 6, 7].map((n) => itemAt(tools, n)),
  )
  const gowns = await hand.receive(12, [{ kind: 'gown-protective', quantity: 3_000, lot: 'G2212', endsIn: 700 }], {
    ...{ party: '社会捐赠', why: '捐赠物资，先检验', into: 'quarantine' },
  })
  await hand.move(
    10,
    'stock.release',
    itemAt(gowns, 0),
    { kind: 'gown-protective', quantity: 2_000 },
    '抽检合格 2000 件，其余待检',
  )
  await hand.move(8, 'stock.hold', itemAt(tools, 0), { kind: 'oximeter', quantity: 40 }, '抽查读数偏低，停用待复核')
  await hand.issue(6, [{ kind: 'mask-surgical', quantity: 3_000 }], {
    ...{ party: '县疾控中心', reference: '领-0106' },
  })
  const twice = await hand.issue(6, [{ kind: 'respirator-n95', quantity: 400 }], {
    ...{ party: '县疾控中心', reference: '领-0107' },
  })
  await hand.reverse(6, twice.id, '同一张领用单记了两次')
  await hand.reserve(3, [{ kind: 'mask-surgical', quantity: 2_000 }], {
    ...{ reference: '元宵保障', party: '县指挥部' },
  })
}

/** Fills stores with what came in and went out of them in three weeks, through the same commands as real ones. */
export const fillStores = async (filling: Filling, run: Run, productOf: ReadonlyMap<string, string>): Promise<void> => {
  const { db, seed, now, zone, staff } = filling
  const dice = diceOf(seed, -4, 2)
  const today = dayIn(now, zone)
  const began = startOfDay(addDays(today, -storeDays), zone)
  const [shown, other] = staff.keepers
  const keepers = [shown, shown, other] as const
  const ids = plannedStores.map(() => idAt(dice, began))
  for (const [i, { zh, en, place, kind }] of plannedStores.entries()) {
    const id = ids[i] ?? ''
    const names = { name: `${zh}（演示）`, nameEn: `${en} (demonstration)` }
    await run(staff.desk, began, 'store.create', {
      body: { id, ...names, place: place as PlaceCode, kind, facility: null, enterprise: null }, // real divisions, written out
    })
    const { id: account, name } = keepers[i] ?? shown
    // No command: the account is written last of all.
    await inTransaction(db.worker, noScope, (tx) =>
      addKeeper(tx, {
        ...{ home: place.slice(0, 6), store: id, id: idAt(dice, began), account, name },
        ...{ phone: i === 2 ? '0713-0709002' : '0713-0709001', at: new Date(began), by: staff.desk.id },
        bodyHash: Buffer.alloc(32),
      }),
    )
  }
  const making: Making = { run, dice, today, zone, productOf }
  const [warehouse = '', clinic = '', remote = ''] = ids
  const [county, town, far] = [
    handOf(making, shown, warehouse),
    handOf(making, shown, clinic),
    handOf(making, other, remote),
  ]
  await fillWarehouse(county)
  const first = await county.send(5, clinic, [{ kind: 'mask-surgical', quantity: 4_000 }], { reference: '调-0110' })
  await town.arrive(4, first, [3_950], { why: '少一包，已告诉县库' })
  const got = await town.receive(4, [{ kind: 'paracetamol', quantity: 300, lot: 'P2204', endsIn: 26 }], {
    party: '罗田县人民医院',
  })
  await town.issue(3, [{ kind: 'mask-surgical', quantity: 600 }], { party: '各村卫生室', reference: '领-3' })
  await town.count(2, itemAt(got, 0), { kind: 'paracetamol', quantity: 297 }, '半月盘点，三盒受潮')
  await far.receive(7, [{ kind: 'oxygen-bag', quantity: 60, lot: 'O2207', endsIn: 90 }], { party: '县应急物资库' })
  // On its way since yesterday: to be taken in.
  const coming = [
    { kind: 'ventilator-noninvasive', quantity: 2 },
    { kind: 'breathing-circuit', quantity: 20 },
  ]
  await county.send(1, clinic, coming, { reference: '调-0114', party: '鄂J·演示1' })
}
