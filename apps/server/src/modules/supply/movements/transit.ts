import type { Day } from '@lianfang/domain/shared'
import { type HeldState, itemKeyOf, type StockLine } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { SupplyNeeds } from '../needs.js'
import { type Loading, type Posting, writeMovement } from './book.js'
import { once, resolveItems } from './items.js'
import { kindsIn } from './receive.js'
import { itemsByKey, type StoreKnown, storesKnown } from './sql-load.js'
import { decideTaking, type Loads, loadTaking } from './take.js'

export type TravelState = 'free' | HeldState

export type RoadRow = {
  readonly home: string
  readonly n: number
  readonly store: string
  readonly to_store: string
  readonly kind: string
  readonly product: string | null
  readonly lot: string | null
  readonly expiry: Day | null
  readonly serial: string | null
  readonly state: TravelState
  readonly sent: number
  readonly arrived: number
  readonly back: number
}

const roadOf = (tx: Tx, consignment: string, lock: boolean): Promise<RoadRow[]> =>
  tx.rows(sql<RoadRow>`
    select home, n, store, to_store, kind, product, lot, expiry, serial, state, sent, arrived, back
    from supply.consignment_line where consignment = ${consignment} order by n ${lock ? sql`for update` : sql``}`)

type Sent = {
  readonly home: string
  readonly id: string
  readonly store: string
  readonly toHome: string
  readonly toStore: string
  readonly movement: string
  readonly sentOn: string
  readonly at: Date
  readonly reference: string | null
  readonly lines: readonly object[]
}
const addConsignment = async (tx: Tx, c: Sent): Promise<void> => {
  await tx.run(sql`
    insert into supply.consignment (home, id, store, to_home, to_store, movement, sent_on, at, reference)
    values (${c.home}, ${c.id}, ${c.store}, ${c.toHome}, ${c.toStore}, ${c.movement}, ${c.sentOn}::date, ${c.at}, ${c.reference})`)
  await tx.run(sql`
    insert into supply.consignment_line (home, consignment, n, store, to_home, to_store, item, kind, product, lot, expiry, serial,
      state, sent)
    select ${c.home}, ${c.id}, l.n, ${c.store}, ${c.toHome}, ${c.toStore}, l.item, l.kind, l.product, l.lot, l.expiry, l.serial,
      l.state, l.sent
    from jsonb_to_recordset(${JSON.stringify(c.lines)}::jsonb) as l(n int, item uuid, kind text, product uuid, lot text,
      expiry date, serial text, state text, sent bigint)`)
}

/** Adds to what has arrived, or come back, of lines of a consignment, and closes it when nothing is on its way. */
export const moveRoad = async (
  tx: Tx,
  consignment: string,
  lines: readonly { readonly n: number; readonly arrived: number; readonly back: number }[],
): Promise<void> => {
  await tx.run(sql`
    update supply.consignment_line c set arrived = c.arrived + l.arrived, back = c.back + l.back
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(n int, arrived bigint, back bigint)
    where c.consignment = ${consignment} and c.n = l.n`)
  await tx.run(sql`
    update supply.consignment set open = exists (select from supply.consignment_line c
      where c.consignment = ${consignment} and c.sent > c.arrived + c.back)
    where id = ${consignment}`)
}

/** Whether so much can still come back to its sender; locks the lines against who takes them in meanwhile. */
export const leftOnRoad = async (tx: Tx, consignment: string): Promise<readonly RoadRow[]> =>
  roadOf(tx, consignment, true)

/** Sends goods to another store (E9): they leave this book and are on their way until the other one takes them in. */
export const send = (needs: SupplyNeeds, call: Call<'stock.send'>) => {
  const { scope, actor, params, body, require } = call
  if (body.to === params.id) throw problem('stock.to-itself')
  const entry = {
    scope,
    actor,
    require,
    store: params.id,
    head: body,
    body,
    what: 'send',
    kinds: kindsIn(body.lines),
  } as const
  return writeMovement(needs, entry, sending(params.id, body))
}

type Sending = Pick<
  Call<'stock.send'>['body'],
  'id' | 'day' | 'why' | 'reference' | 'party' | 'consignment' | 'to' | 'lines'
>

/** What sending reads and decides. */
export const sending = (store: string, body: Sending) => {
  const load = loadTaking({ params: { id: store }, body }, false)
  type Loaded = readonly [Loads, readonly StoreKnown[]]
  return {
    load: (tx: Tx): Promise<Loaded> => Promise.all([load(tx), storesKnown(tx, [body.to])]),
    decide: (_tx: Tx, [loads, [to]]: Loaded, at: Loading): Posting => {
      if (to === undefined || to.closed_on !== null) throw problem('stock.store-unknown')
      // Who names a lot moves what is there, held or not; the book's own choice is of what can be used.
      const named = body.lines.filter((line) => line.item !== null)
      const open = body.lines.filter((line) => line.item === null)
      if (named.length > 0 && open.length > 0) throw problem('request.invalid')
      const only = named.length > 0 ? ('present' as const) : ('available' as const)
      const taking = { what: 'send', to: 'transit', only, inOrder: false, reserved: false } as const
      const posting = decideTaking(body, body.lines, taking, { loads, at })
      const lines = posting.lines.map((line, n) => ({ ...line, road: n }))
      const described = lines.map(({ item, from, quantity, road }) => {
        const row = posting.items.find((each) => each.item === item)
        const { kind, product, lot, expiry, serial } = row ?? {}
        return { n: road, item, kind, product, lot, expiry, serial, state: from, sent: quantity }
      })
      const consignment = {
        ...{ home: at.book.home, id: body.consignment, store, toHome: to.home, toStore: to.id },
        ...{ movement: body.id, sentOn: at.day, reference: body.reference, lines: described },
      }
      return {
        ...{ lines, items: posting.items, consignment: body.consignment, party: body.party ?? to.name },
        beside: (tx, moment) => addConsignment(tx, { ...consignment, at: moment }),
      }
    },
  }
}

const leftOf = (row: RoadRow): number => row.sent - row.arrived - row.back

/**
 * Takes in what arrived of a consignment, part by part (E9). More than is on its way is refused: what is over is received from
 * outside. A lot that this county knows with another expiry arrives in quarantine, for somebody to look at the pack. What a
 * consignment of its own carries is received there (E5).
 */
export const arrive = (needs: SupplyNeeds, { scope, actor, params, body, require }: Call<'stock.arrive'>) => {
  const kinds = (tx: Tx) => roadKinds(tx, body.consignment)
  const entry = { scope, actor, require, store: params.id, head: body, body, what: 'arrive', kinds } as const
  const { load, decide } = arriving(params.id, body)
  return writeMovement(needs, entry, {
    load: (tx) => Promise.all([load(tx), isCarried(tx, body.consignment)]),
    decide: (tx, [road, carried], at) => {
      if (carried) throw problem('consignment.carried')
      const twice = body.lines.findIndex((line, i) => body.lines.some((other, j) => j < i && other.n === line.n))
      if (twice >= 0) throw problem('stock.quantity', { line: twice + 1, most: 0 })
      return decide(tx, road, at)
    },
  })
}

export const roadKinds = async (tx: Tx, consignment: string): Promise<readonly string[]> => [
  ...new Set((await roadOf(tx, consignment, false)).map(({ kind }) => kind)),
]

/** Whether a consignment of its own (E5) carries what was sent. */
export const isCarried = async (tx: Tx, consignment: string): Promise<boolean> =>
  (await tx.row(sql<{ carried: boolean }>`select supply.is_carried(${consignment}) as carried`))?.carried === true

/** Those of some transfers that consignments of their own (E5) carry. */
export const carriedOf = async (tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set(
    (
      await tx.rows(sql<{ id: string }>`
        select id from unnest(${[...ids]}::uuid[]) id where supply.is_carried(id)`)
    ).map(({ id }) => id),
  )

type Arriving = {
  readonly consignment: string
  readonly party: string | null
  /** The load was turned back: it comes in at the store that sent it. */
  readonly turnedBack?: boolean
  /** `loss`: given up on the road. */
  readonly lines: readonly {
    readonly n: number
    readonly quantity: number
    readonly state: TravelState | 'loss' | null
  }[]
}

/** What an arrival reads and decides; turned back they come to the store that sent them. A line of the road may arrive in several states. */
export const arriving = (store: string, body: Arriving) => ({
  load: (tx: Tx): Promise<readonly RoadRow[]> => roadOf(tx, body.consignment, true),
  decide: async (tx: Tx, road: readonly RoadRow[], { book }: Loading): Promise<Posting> => {
    const [first] = road
    if (first === undefined) throw problem('not-found')
    const returns = body.turnedBack === true && first.store === store
    if (!returns && road.some((row) => row.to_store !== store)) throw problem('stock.transit-elsewhere')
    const taken = body.lines.map((line, i) => {
      const row = road.find(({ n }) => n === line.n)
      if (row === undefined) throw problem('stock.item-unknown', { line: i + 1 })
      if (!Number.isSafeInteger(line.quantity) || line.quantity < 1) {
        throw problem('stock.quantity', { line: i + 1, most: leftOf(row) })
      }
      const before = body.lines.slice(0, i).filter(({ n }) => n === line.n)
      const left = leftOf(row) - before.reduce((sum, { quantity }) => sum + quantity, 0)
      if (line.quantity > left) throw problem('stock.transit-more', { line: i + 1, left })
      return { row, line }
    })
    const said = taken.map(({ row }) => row)
    const known = await itemsByKey(
      tx,
      store,
      said.map((one) => itemKeyOf(one, store)),
    )
    const items = await resolveItems(tx, { home: book.home, store, differing: 'keep' }, said, known)
    const lines = taken.map(({ row, line }, i): StockLine & { road: number } => {
      const { row: item, differs } = items[i] ?? { row: undefined, differs: false }
      const to = line.state ?? (differs && row.state === 'free' ? 'quarantine' : row.state)
      return { item: item?.item ?? '', from: 'transit', to, quantity: line.quantity, road: row.n }
    })
    const [from] = await storesKnown(tx, [first.store])
    const done = said
      .filter((row, i) => said.indexOf(row) === i)
      .map((row) => {
        const units = taken.filter((one) => one.row === row).reduce((sum, { line }) => sum + line.quantity, 0)
        return { n: row.n, arrived: returns ? 0 : units, back: returns ? units : 0 }
      })
    return {
      ...{ lines, items: once(items.map(({ row }) => row)), consignment: body.consignment },
      party: body.party ?? from?.name ?? null,
      beside: (inside) => moveRoad(inside, body.consignment, done),
    }
  },
})
