import type { BodyOf, RouteOf } from '@lianfang/contract'
import {
  addDays,
  addHours,
  type Day,
  dayIn,
  earlierOf,
  type Instant,
  type PlaceCode,
  startOfDay,
} from '@lianfang/domain/shared'
import { owedDay } from '@lianfang/domain/supply'
import { inTransaction, noScope } from '../kernel/db/index.js'
import { openGate } from '../kernel/policy/index.js'
import { addKindLiaison } from '../modules/supply/catalogue/sql.js'
import { addNamed } from '../modules/supply/enterprises/sql-parts.js'
import { seedCatalogue } from '../modules/supply/index.js'
import { type Dice, diceOf, idAt } from './dice.js'
import { demoPrefecture } from './plan.js'
import { fillingMs } from './slow-machine.js'
import type { StaffAccount } from './staff.js'
import { fillOutlook } from './supply-outlook.js'
import { type Filling, makeDo } from './supply-run.js'
import { fillStores } from './supply-stores.js'
import { kindNamings, type PlannedWorks, plannedWorks } from './supply-works.js'

/** Days of reports that lie behind. */
const reportDays = 10

type Making = {
  readonly filling: Filling
  readonly run: ReturnType<typeof makeDo>
  readonly dice: Dice
  readonly planned: PlannedWorks
  readonly reporter: StaffAccount
  readonly id: string
  readonly products: readonly string[]
  /** The day before the first one that is reported. */
  readonly began: Instant
  readonly owed: Day
}

const enter = async ({ run, dice, filling, planned, id, products, began }: Making): Promise<void> => {
  const { name, en, phone } = planned
  const desk = filling.staff.desk
  const place = planned.place as PlaceCode // real divisions, written out in the plan
  await run(desk, began, 'enterprise.create', {
    body: { id, name, nameEn: en, place, creditCode: null, phone },
  })
  for (const [i, { kind, model, capacity, gtin = null, perPack = 1 }] of planned.products.entries()) {
    const body = { id: products[i] ?? '', kind, model, gtin, perPack, capacity }
    await run(desk, began, 'product.add', { params: { id }, body })
  }
  const today = dayIn(filling.now, filling.zone)
  for (const { kind, number, of, endsIn } of planned.papers) {
    const product = of === null ? null : (products[of] ?? null)
    const days = { from: addDays(today, endsIn - 1_826), until: addDays(today, endsIn) }
    await run(desk, began, 'paper.add', {
      params: { id },
      body: { id: idAt(dice, began), product, kind, number, ...days },
    })
  }
}

/** Whom the enterprise turns to and who reports for it; an account is written last of all, so this is no command. */
const name = ({ dice, filling, planned, reporter, id, began }: Making): Promise<void> =>
  inTransaction(filling.db.worker, noScope, async (tx) => {
    const liaison = filling.staff.liaisons[planned.liaison]
    const at = { home: planned.place.slice(0, 6), enterprise: id, at: new Date(began), by: filling.staff.desk.id }
    for (const [account, part, phone] of [
      [reporter, 'reporter', null],
      [liaison, 'liaison', planned.liaison === 'liaison' ? '0713-0708001' : '0713-0708002'],
    ] as const) {
      const person = { id: idAt(dice, began), account: account.id, part, name: account.name, phone }
      await addNamed(tx, { ...at, ...person, bodyHash: Buffer.alloc(32) })
    }
  })

type Line = BodyOf<RouteOf<'report.record'>>['lines'][number]

/** A day's figures: made below the capacity, stock that comes from somewhere, so that nothing is doubted which is not meant to be. */
const dayLines = (
  { dice, planned, products }: Making,
  before: readonly Line[],
  { share }: { readonly share: number },
): Line[] =>
  planned.products.map(({ capacity }, i) => {
    const last = before[i]
    const made = Math.round(capacity * share * (0.92 + 0.16 * dice.next()))
    const there = last?.inStock ?? Math.round(capacity * 2.5)
    const inStock = Math.round((there + made) * (0.68 + 0.1 * dice.next()))
    const onOrder = Math.round(capacity * (6 + 2 * dice.next()))
    return { product: products[i] ?? '', made, inStock, onOrder }
  })

type OneDay = { readonly day: Day; readonly lines: Line[]; readonly back: number; readonly at: Instant }

const report = async (
  { run, dice, planned, reporter, id }: Making,
  { day, lines, back, at }: OneDay,
  corrects: string | null = null,
): Promise<string> => {
  const obstacles = planned.obstacle === undefined ? [] : [planned.obstacle]
  const people = { workforceBack: back, workforceOf: planned.workforce }
  const body = { id: idAt(dice, at), day, lines, ...people, obstacles, toldBy: null, corrects }
  await run(reporter, at, 'report.record', { params: { id }, body })
  return body.id
}

const reasonWhy = '当天两条线都开了，特派员在现场看过入库单'

/** Ten days up to the owed one, or fewer where some are missing, each reported the next morning. */
const reportAll = async (making: Making): Promise<void> => {
  const { filling, planned, owed, run, id, dice } = making
  const { now, zone, staff } = filling
  let lines: Line[] = []
  for (let i = reportDays - 1; i >= planned.missing; i -= 1) {
    const day = addDays(owed, -i)
    const morning = addHours(startOfDay(addDays(day, 1), zone), 8)
    const at = earlierOf(morning, now)
    const share = 0.45 + 0.04 * (reportDays - i)
    lines = dayLines(making, lines, { share })
    const isMeant = planned.doubted === 'open' ? i === 0 : planned.doubted === 'cleared' && i === 2
    // Both lines ran: more than was ever stated.
    if (isMeant) lines = lines.map((line, n) => (n === 0 ? { ...line, made: Math.round((line.made ?? 0) * 2) } : line))
    const back = Math.round(planned.workforce * (0.5 + 0.04 * (reportDays - i)))
    const one = { day, lines, back, at }
    const wrong = planned.corrected && i === 0
    const first = wrong ? lines.map((line) => ({ ...line, onOrder: (line.onOrder ?? 0) + 10 })) : lines
    const told = await report(making, { ...one, lines: first })
    if (wrong) await report(making, { ...one, at: addHours(at, at === now ? 0 : 0.5) }, told)
    if (isMeant && planned.doubted === 'cleared') {
      const body = { id: idAt(dice, at), reason: reasonWhy }
      await run(staff.liaisons[planned.liaison], at, 'report.clear', { params: { id, report: told }, body })
    }
  }
}

const nameForKinds = ({ db, seed, staff }: Filling, began: Instant): Promise<void> =>
  inTransaction(
    db.worker,
    noScope,
    async (tx) => {
      const dice = diceOf(seed, -3, 2)
      for (const { kind, liaison } of kindNamings) {
        const { id: account, name } = staff.liaisons[liaison]
        const named = { id: idAt(dice, began), kind, place: demoPrefecture, account, name, phone: null }
        await addKindLiaison(tx, { ...named, at: new Date(began), by: staff.desk.id, bodyHash: Buffer.alloc(32) })
      }
    },
    fillingMs,
  )

/**
 * Ten invented makers with what they reported of ten days, entered and reported by the same commands as real ones: most are
 * fresh, one owes a day, one is silent, one has an open doubt and one a doubt that was looked into, one put a report right.
 * Their accounts may be missing yet: whoever is named for an enterprise is known by it.
 */
export const fillSupply = async (filling: Filling): Promise<void> => {
  const { db, policy, now, zone, seed, staff } = filling
  await seedCatalogue(db)
  const today = dayIn(now, zone)
  const { reports } = await policy.supply(demoPrefecture, today)
  const owed = owedDay(now, zone, openGate(reports))
  const began = startOfDay(addDays(owed, 1 - reportDays), zone)
  const run = makeDo(filling)
  const productOf = new Map<string, string>()
  for (const [i, planned] of plannedWorks.entries()) {
    const dice = diceOf(seed, i, 11)
    const id = idAt(dice, began)
    const products = planned.products.map(() => idAt(dice, began))
    const reporter = staff.reporters[i] ?? staff.desk
    const making: Making = { filling, run, dice, planned, reporter, id, products, began, owed }
    await enter(making)
    await name(making)
    await reportAll(making)
    for (const [n, { model }] of planned.products.entries()) productOf.set(model, products[n] ?? '')
  }
  await nameForKinds(filling, began)
  await fillStores(filling, run, productOf)
  await fillOutlook(filling)
}
