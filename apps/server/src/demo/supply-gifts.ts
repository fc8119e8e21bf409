import type { GiftPage } from '@lianfang/contract'
import { addHours, dayIn, type PlaceCode } from '@lianfang/domain/shared'
import { seedKinds } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import { countyScope, inTransaction } from '../kernel/db/index.js'
import { type Dice, diceOf, idAt } from './dice.js'
import { demoCounty } from './plan.js'
import { type Filling, makeDo, type Run } from './supply-run.js'

type Found = { readonly store: string; readonly hospital: string; readonly hospitalName: string }

const whereOf = ({ db }: Filling): Promise<Found | undefined> =>
  inTransaction(db.worker, countyScope(demoCounty as PlaceCode), (tx) =>
    // A real county, written out in the plan.
    tx.row(sql<Found>`
      select s.id as store, f.id as hospital, f.name as "hospitalName" from supply.store s, kernel.facility f
      where s.home = ${demoCounty} and s.kind = 'warehouse' and f.home = s.home
        and exists (select from supply.facility_person p where p.home = f.home and p.facility = f.id)
      order by s.name, f.name limit 1`),
  )

const unitOf = (kind: string): string => seedKinds.find(({ code }) => code === kind)?.unit ?? 'piece'

type Offered = {
  readonly name: string
  readonly kind: 'person' | 'organisation'
  readonly named: 'yes' | 'no' | 'notSaid'
  readonly directed: string | null
  readonly goods: readonly (readonly [kind: string, quantity: number])[]
}

type Hand = { readonly run: Run; readonly dice: Dice; readonly filling: Filling } & Found

/** What a donor, the desk and a keeper do with a gift, so many hours ago. */
const handOf = ({ run, dice, filling, store }: Hand) => {
  const { now, zone, staff } = filling
  const [keeper] = staff.keepers
  const at = (ago: number) => addHours(now, -ago)
  const box = (kind: string, quantity: number, lot: string | null = null) => ({
    ...{ box: null, kind, quantity, unit: unitOf(kind), lot, expiry: null, serial: null },
  })
  const head = (ago: number) => ({ id: idAt(dice, at(ago)), day: dayIn(at(ago), zone) })
  const page = (answer: unknown): GiftPage => answer as GiftPage // every route here answers one
  return {
    box,
    offer: async (ago: number, { name, kind, named, directed, goods }: Offered): Promise<string> => {
      const id = idAt(dice, at(ago))
      // Made of the dice as ids are: the same filling gives the same codes.
      const token = `${demoCounty}.${idAt(dice, at(ago)).replace(/-/g, '').slice(0, 22)}`
      const line = { words: null, lot: null, expiry: null, claimed: null }
      const body = {
        ...{ id, token, place: demoCounty as PlaceCode, named, directed, readyOn: dayIn(at(ago), zone), lies: null },
        ...{ donor: { kind, name, contact: '0713-0606099（演示）', country: null }, transport: false, note: null },
        lines: goods.map(([code, quantity]) => ({ ...line, kind: code, quantity, unit: unitOf(code) })),
      }
      await run(staff.countyDesk, at(ago), 'gift.offer', { body })
      return id
    },
    accept: async (ago: number, gift: string, aim: string | null, papers: readonly string[]): Promise<void> => {
      const seen = papers.map((kind) => ({ kind, number: '国械注准20203140001（演示）', until: null }))
      const body = {
        ...{ id: idAt(dice, at(ago)), store, aim: aim === null ? null : { facility: aim }, kinds: [], papers: seen },
      }
      await run(staff.countyDesk, at(ago), 'gift.accept', { params: { id: gift }, body })
    },
    decline: async (ago: number, gift: string, reason: string): Promise<void> => {
      const body = { id: idAt(dice, at(ago)), why: 'expired' as const, reason }
      await run(staff.countyDesk, at(ago), 'gift.decline', { params: { id: gift }, body })
    },
    count: async (ago: number, gift: string | null, lines: readonly ReturnType<typeof box>[]): Promise<GiftPage> => {
      const unknown = {
        donor: 'unknown' as const,
        name: null,
        contact: null,
        named: 'notSaid' as const,
        directed: null,
      }
      const body = {
        ...{ ...head(ago), gift: gift ?? idAt(dice, at(ago)), found: gift === null ? unknown : null, photo: null },
        ...{ lines: [...lines], noPhoto: '演示，无照片' },
      }
      return page(await run(keeper, at(ago), 'gift.intake', { params: { id: store }, body }))
    },
    inspect: async (ago: number, gift: string, passed: number, failed: number): Promise<void> => {
      const cause = failed > 0 ? ('damaged' as const) : null
      const body = { ...head(ago), lines: [{ n: 0, passed, failed, cause, note: null }] }
      await run(keeper, at(ago), 'gift.inspect', { params: { id: store, gift }, body })
    },
    give: async (ago: number, gift: string, to: string, what: readonly [kind: string, quantity: number]) => {
      const [kind, quantity] = what
      const id = idAt(dice, at(ago))
      const body = { id, kind, quantity, to: { facility: to, use: 'ward' as const }, reason: null }
      await run(staff.countyDesk, at(ago), 'gift.assign', { params: { id: gift }, body })
      const issued = { ...head(ago), target: id, quantity }
      await run(keeper, at(ago), 'gift.issue', { params: { id: store, gift }, body: issued })
    },
  }
}

/**
 * Invented gifts: a directed one that went where its donor said, an undirected one in the books, a mixed load of last night that
 * nobody has inspected, one that was declined and one that waits for an answer.
 */
export const fillGifts = async (filling: Filling): Promise<void> => {
  const found = await whereOf(filling)
  if (found === undefined) return
  const hand = handOf({ run: makeDo(filling), dice: diceOf(filling.seed, -7, 2), filling, ...found })
  const { box } = hand
  const someone = { kind: 'person', named: 'notSaid', directed: null } as const
  const directed = await hand.offer(120, {
    ...{ name: '大别山同乡会（演示）', kind: 'organisation', named: 'yes', directed: found.hospitalName },
    goods: [['gown-protective', 300]],
  })
  await hand.accept(118, directed, found.hospital, ['gown-protective'])
  await hand.count(90, directed, [box('gown-protective', 295, 'YS-G1')])
  await hand.inspect(88, directed, 280, 15)
  await hand.give(80, directed, found.hospital, ['gown-protective', 200])
  const free = await hand.offer(70, { ...someone, name: '某先生（演示）', goods: [['goggles', 400]] })
  await hand.accept(69, free, null, [])
  await hand.count(50, free, [box('goggles', 400, 'YS-H1')])
  await hand.inspect(49, free, 400, 0)
  const old = await hand.offer(40, { ...someone, name: '某女士（演示）', goods: [['mask-surgical', 2_000]] })
  await hand.decline(39, old, '口罩已过有效期，谢谢您的心意')
  await hand.offer(6, {
    ...{ ...someone, name: '海外华人（演示）', directed: '给一线的医护人员' },
    goods: [['respirator-n95', 1_000]],
  })
  await hand.count(5, null, [box('mask-surgical', 3_000), box('unsorted-goods', 12), box('gloves', 500)])
}
