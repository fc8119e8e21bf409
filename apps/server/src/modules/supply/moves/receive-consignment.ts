import { onRoad, type ReceiptFault, takeReceipt } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { movementIn } from '../movements/book.js'
import { kindsIn, receiving } from '../movements/receive.js'
import { bookKinds, lockBook } from '../movements/sql-load.js'
import { addMovement } from '../movements/sql-save.js'
import { arriving, type TravelState } from '../movements/transit.js'
import type { SupplyNeeds } from '../needs.js'
import { onMove, partId, type Working } from './command.js'
import { addNow } from './milestones.js'
import { type LineRow, linesOn } from './sql.js'
import { addNote, changeMove, saveLines } from './sql-save.js'

const receiptProblem = (fault: ReceiptFault) => {
  switch (fault.why) {
    case 'more':
      return problem('consignment.more', { line: fault.line + 1, left: fault.left })
    case 'nothing':
      return problem('consignment.nothing')
    case 'reason':
      return problem('consignment.reason')
    case 'extraReason':
      return problem('consignment.reason', { line: fault.line + 1 })
    case 'unknown':
    case 'twice':
      return problem('consignment.line', { line: fault.line + 1, why: fault.why })
    default:
      return problem('consignment.quantity', { line: fault.line + 1 })
  }
}

type Posting = {
  /** Which lines, how many, and where they go in the book. */
  readonly units: readonly {
    readonly line: LineRow
    readonly quantity: number
    readonly to: TravelState | 'loss' | null
  }[]
  readonly extra: Call<'consignment.receive'>['body']['extra']
  readonly head: { readonly id: string; readonly day: string; readonly why: string | null }
  readonly call: Pick<Call<'consignment.receive'>, 'actor' | 'require'>
}

/**
 * Writes what arrived into the book of the store it goes to, in the same transaction (E9): what another store sent comes from the
 * road, one movement for each that sent it; goods from outside are received.
 */
const post = async ({ tx, row, rules }: Working, { units, extra, head, call }: Posting): Promise<void> => {
  const store = row.to_store
  const kinds = [...new Set([...units.map(({ line }) => line.kind), ...kindsIn(extra)])]
  if (kinds.length === 0) return
  // All kinds at once: movement by movement two receipts could wait for each other.
  await lockBook(tx, store, kinds)
  const said = { ...head, reference: row.reference, party: row.from_name ?? row.party }
  let n = 0
  const write = (what: 'arrive' | 'receive', body: object) => {
    const id = partId(head.id, n)
    n += 1
    return {
      entry: {
        ...{ actor: call.actor, store, head: { ...said, id }, body, what, kinds },
        require: (target: Parameters<typeof call.require>[0]) => call.require(target, 'stock.write'),
      },
      ...{ rules: rules.books, now: rules.now, save: addMovement },
    }
  }
  const roads = [...new Set(units.map(({ line }) => line.road).filter((road) => road !== null))].sort()
  for (const consignment of roads) {
    const lines = units
      .filter(({ line }) => line.road === consignment)
      .map(({ line, quantity, to }) => ({ n: line.road_n ?? 0, quantity, state: to }))
    const body = { consignment, party: null, turnedBack: row.turned_back, lines }
    await movementIn(tx, write('arrive', body), arriving(store, body))
  }
  const fromOutside = units.filter(({ line, to }) => line.road === null && to !== 'loss')
  if (fromOutside.length + extra.length === 0) return
  const known = await bookKinds(tx, kinds)
  const lines = [
    ...fromOutside.map(({ line: { kind, product, lot, expiry, serial }, quantity, to }) => ({
      ...{ kind, product, lot, expiry, serial, quantity },
      unit: known.find(({ code }) => code === kind)?.unit ?? '',
      into: to === 'damaged' || to === 'quarantine' ? to : ('free' as const),
    })),
    ...extra.map(({ kind, product, lot, expiry, serial, quantity, unit }) => ({
      ...{ kind, product, lot, expiry, serial, quantity, unit, into: 'quarantine' as const },
    })),
  ]
  const body = { into: 'quarantine' as const, lines }
  await movementIn(tx, write('receive', body), receiving(store, body))
}

type Extra = Posting['extra'][number]
const ofExtra = (extra: Extra | undefined) => ({
  ...{ reason: extra?.reason ?? null, lot: extra?.lot ?? null, serial: extra?.serial ?? null },
})

/** Takes in what arrived, with its differences (E5, SUP-MOVE-11). */
export const receiveConsignment = (needs: SupplyNeeds, call: Call<'consignment.receive'>) =>
  onMove(needs, call, { act: 'receive' }, async (w) => {
    const { tx, row, by, next } = w
    const { id, day, condition, reason, last, into, lines: counted, extra } = call.body
    const before = await linesOn(tx, row)
    const taken = takeReceipt(before, { counted, extra, last, reason })
    if (taken.outcome === 'refused') throw receiptProblem(taken.fault)
    // A store that has been sent held goods takes them in as held; free ones where it was said.
    const fineTo = (line: LineRow): TravelState | null => (line.road !== null && into === 'free' ? null : into)
    const units = counted.flatMap(({ n, fine, damaged }) => {
      const line = before.find((one) => one.n === n)
      if (line === undefined) return []
      const parts = [
        { line, quantity: fine, to: fineTo(line) },
        { line, quantity: damaged, to: 'damaged' as const },
      ]
      return parts.filter(({ quantity }) => quantity > 0)
    })
    call.require({ place: row.to_place, named: await keeperHere(w, call.actor.accountId) }, 'stock.write')
    await post(w, { units, extra, head: { id, day, why: reason }, call })
    await saveLines(
      tx,
      row,
      before.map((line) => ({ ...line, arrived: taken.lines.find(({ n }) => n === line.n)?.arrived ?? line.arrived })),
    )
    const fine = counted.reduce((sum, one) => sum + one.fine, 0)
    const extras = [...extra]
    const differences = taken.differences.map((one) => ({
      ...one,
      ...(one.n === null ? ofExtra(extras.shift()) : { reason, lot: null, serial: null }),
    }))
    await addNote(
      tx,
      row,
      { id, what: 'receipt', detail: { store: row.to_store, day, condition, reason, last, fine, differences } },
      by,
    )
    await addNow(w, { id: partId(id, 90), what: 'handedOver', leg: 'last', source: 'receiver', name: row.to_name })
    await changeMove(tx, row, sql`differences = differences + ${differences.length}`)
    return {
      ...{ reason, heard: true, state: taken.left === 0 ? ('closed' as const) : next },
      detail: { fine, differences: differences.length, left: taken.left, last },
    }
  })

/** Who keeps the store that the goods go to: the caller or nobody. */
const keeperHere = async ({ tx, row }: Working, account: string): Promise<readonly string[]> =>
  (await tx.row(sql`
    select from supply.store_reach where account = ${account}::uuid and store = ${row.to_store}`)) === undefined
    ? []
    : [account]

/** Closes a consignment (E5): what is missing is given up by name and reason, as a loss in the book of its store. */
export const closeConsignment = (needs: SupplyNeeds, call: Call<'consignment.close'>) =>
  onMove(needs, call, { act: 'close' }, async (w) => {
    const { tx, row } = w
    const { id, day, reason } = call.body
    const lines = await linesOn(tx, row)
    const missing = lines.filter((line) => onRoad(line) > 0)
    const left = missing.reduce((sum, line) => sum + onRoad(line), 0)
    if (left > 0) {
      call.require({ place: row.to_place, named: await keeperHere(w, call.actor.accountId) }, 'stock.write')
      const units = missing.map((line) => ({ line, quantity: onRoad(line), to: 'loss' as const }))
      const roadUnits = units.filter(({ line }) => line.road !== null)
      await post(w, { units: roadUnits, extra: [], head: { id, day, why: reason }, call })
      await saveLines(
        tx,
        row,
        missing.map((line) => ({ ...line, lost: line.lost + onRoad(line) })),
      )
    }
    return { reason, detail: { lost: left } }
  })

/** Cancels a consignment that has not left (E5). */
export const cancelConsignment = (needs: SupplyNeeds, call: Call<'consignment.cancel'>) =>
  onMove(needs, call, { act: 'cancel', only: 'owner' }, async () => ({ reason: call.body.reason }))
