import {
  type Account,
  type Asked,
  type Candidate,
  type HeldState,
  isGiftReference,
  isRecalled,
  type MovementKind,
  planTaking,
  readQuantity,
  type StockState,
  type TakeRule,
} from '@lianfang/domain/supply'
import type { Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { SupplyNeeds } from '../needs.js'
import { type Head, type Loading, type Posting, writeMovement } from './book.js'
import { quantityProblem, takeProblem } from './faults.js'
import { kindsIn, measureOf, productIds } from './receive.js'
import {
  holdingOf,
  type ProductKnown,
  productsKnown,
  type ReservedRow,
  reservedUnder,
  type StockItemRow,
  stockOf,
} from './sql-load.js'

type Line = {
  readonly kind: string
  readonly product?: string | null
  readonly item: string | null
  readonly quantity: number
  readonly unit: string
  readonly state?: StockState
}

export type Taking = {
  readonly what: MovementKind
  readonly to: Account
  readonly only: TakeRule['only']
  readonly inOrder: boolean
  /** Takes what is kept under the reference of the command. */
  readonly reserved: boolean
}

export type Loads = readonly [readonly ProductKnown[], readonly StockItemRow[], readonly ReservedRow[]]

const candidateOf = (row: StockItemRow, { recalls, book }: Loading): Candidate => ({
  ...{ item: row.item, kind: row.kind, product: row.product, lot: row.lot, expiry: row.expiry },
  recalled: recalls.some((recall) => isRecalled(recall, row, book.home)),
  ...holdingOf(row),
})

/** Units kept under one reference, as if they were all there is: they are taken by the same rule. */
const asFree = (candidates: readonly Candidate[], reserved: readonly ReservedRow[]): readonly Candidate[] =>
  candidates.map((c) => ({
    ...{ ...c, reserved: 0, quarantine: 0, onHold: 0, damaged: 0 },
    free: reserved.find(({ item }) => item === c.item)?.quantity ?? 0,
  }))

const askedOf = (line: Line, i: number, loads: Loads, { rules, kinds }: Loading): Asked => {
  const [products] = loads
  const product = line.product ?? null
  const { of } = measureOf({ ...line, product }, i, { kinds, products })
  const read = readQuantity({ ...line, serial: null }, of, rules.values)
  if ('fault' in read) throw quantityProblem(read.fault, i)
  return { kind: line.kind, product, item: line.item, quantity: read.units, state: line.state ?? 'free' }
}

/** Which units go, by the rule of the domain; what cannot be taken is told with its figures. */
export const decideTaking = (
  head: Pick<Head, 'why'>,
  lines: readonly Line[],
  taking: Taking,
  { loads, at }: { readonly loads: Loads; readonly at: Loading },
): Posting => {
  const asked = lines.map((line, i) => askedOf(line, i, loads, at))
  const all = loads[1].map((row) => candidateOf(row, at))
  const pool = taking.reserved ? asFree(all, loads[2]) : all
  const rule = { today: at.rules.today, to: taking.to, only: taking.only, inOrder: taking.inOrder, reason: head.why }
  const plan = planTaking(pool, asked, rule)
  if (plan.outcome === 'refused') {
    const { fault } = plan
    if (taking.reserved && fault.why === 'notEnough') {
      throw problem('stock.reserved-less', { line: fault.line + 1, reserved: fault.figures.onHand })
    }
    throw takeProblem(fault)
  }
  const taken = taking.reserved ? plan.lines.map((line) => ({ ...line, from: 'reserved' as const })) : plan.lines
  const items = loads[1].filter((row) => taken.some((line) => line.item === row.item))
  return { lines: taken, items }
}

/** What goes with a taking, once it is known what is taken. */
type Beside = (posting: Posting, at: Loading) => NonNullable<Posting['beside']>

export type TakeCall = Pick<Call<'stock.issue'>, 'scope' | 'actor' | 'require' | 'params'> & {
  readonly body: Head & { readonly lines: readonly Line[] }
}

/** What a taking reads, sent together. */
export const loadTaking = (call: Pick<TakeCall, 'params' | 'body'>, reserved: boolean) => {
  const { params, body } = call
  const kinds = kindsIn(body.lines)
  const ids = productIds(body.lines.map(({ product }) => ({ product: product ?? null })))
  return (tx: Tx): Promise<Loads> =>
    Promise.all([
      ids.length === 0 ? [] : productsKnown(tx, { ids }),
      stockOf(tx, params.id, kinds, false),
      reserved ? reservedUnder(tx, params.id, body.reference ?? '') : [],
    ])
}

const take = (needs: SupplyNeeds, call: TakeCall, taking: Taking, beside?: Beside) => {
  const { scope, actor, params, body, require } = call
  const entry = {
    scope,
    actor,
    require,
    store: params.id,
    head: body,
    body,
    what: taking.what,
    kinds: kindsIn(body.lines),
  }
  return writeMovement(needs, entry, {
    load: loadTaking(call, taking.reserved),
    decide: (_tx, loads, at) => {
      const posting = decideTaking(body, body.lines, taking, { loads, at })
      return beside === undefined ? posting : { ...posting, beside: beside(posting, at) }
    },
  })
}

const available = { only: 'available', inOrder: false, reserved: false } as const
const present = { only: 'present', inOrder: false, reserved: false } as const

/** What is kept for a gift is reserved, freed and issued with the gift (SUP-GIFT-1, SUP-GIFT-8). */
export const refuseGifts = (reference: string | null): void => {
  if (isGiftReference(reference)) throw problem('gift.kept')
}

/** Issues goods, the first to expire first (E9); reserved ones under their reference. */
export const issue = (needs: SupplyNeeds, call: Call<'stock.issue'>) => {
  refuseGifts(call.body.reference)
  const { reserved } = call.body
  if (reserved && call.body.reference === null) throw problem('stock.reserved-less', { reserved: 0 })
  return take(needs, call, { ...available, what: 'issue', to: 'consumed', inOrder: !reserved, reserved })
}

/** Issues goods together with what they are issued for: both are written, or neither. */
export const issueBeside = (needs: SupplyNeeds, call: TakeCall, beside: Beside) =>
  take(needs, call, { ...available, what: 'issue', to: 'consumed', inOrder: true }, beside)

/** Reserves goods under a reference. Held, recalled and expired ones are not. */
export const reserve = (needs: SupplyNeeds, call: Call<'stock.reserve'>) => {
  refuseGifts(call.body.reference)
  return take(needs, call, { ...available, what: 'reserve', to: 'reserved' })
}

/** What freeing a reservation reads and decides. */
export const unreserving = (store: string, body: TakeCall['body']) => ({
  load: loadTaking({ params: { id: store }, body }, true),
  decide: (_tx: Tx, [products, rows, kept]: Loads, at: Loading): Posting => {
    const taking = { ...available, what: 'unreserve', to: 'free', reserved: true } as const
    const loads: Loads = [products, rows.map((row) => ({ ...row, expiry: null })), kept]
    const posting = decideTaking(body, body.lines, taking, { loads, at: { ...at, recalls: [] } })
    // What was left out for deciding is still so.
    return { ...posting, items: rows.filter((row) => posting.items.some(({ item }) => item === row.item)) }
  },
})

/** Frees what is reserved under a reference, also what has expired or was recalled since. */
export const unreserve = (needs: SupplyNeeds, call: Call<'stock.unreserve'>) => {
  refuseGifts(call.body.reference)
  const { scope, actor, params, body, require } = call
  const entry = {
    scope,
    actor,
    require,
    store: params.id,
    head: body,
    body,
    what: 'unreserve',
    kinds: kindsIn(body.lines),
  } as const
  return writeMovement(needs, entry, unreserving(params.id, body))
}

/** Disposes of goods, in whatever state they are. */
export const dispose = (needs: SupplyNeeds, call: Call<'stock.dispose'>) =>
  take(needs, call, { ...present, what: 'dispose', to: 'disposed' })

const moved = (to: HeldState | 'free', lines: readonly { readonly state: StockState }[]): void => {
  if (lines.some(({ state }) => state === to)) throw problem('stock.same-state')
}

/** Holds goods: they stay where they are and are neither issued nor reserved. */
export const hold = (needs: SupplyNeeds, call: Call<'stock.hold'>) => {
  moved(call.body.to, call.body.lines)
  return take(needs, call, { ...present, what: 'hold', to: call.body.to })
}

/** Releases held goods. What a recall holds stays held until it is lifted. */
export const release = (needs: SupplyNeeds, call: Call<'stock.release'>) =>
  take(needs, call, { ...present, what: 'release', to: 'free' })
