import { HOUR_MS, parseInstant } from '@lianfang/domain/shared'
import {
  type Counted,
  type CountedBook,
  countLines,
  holdingAfter,
  itemKeyOf,
  reversedLines,
} from '@lianfang/domain/supply'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { SupplyNeeds } from '../needs.js'
import { type BookRules, writeMovement } from './book.js'
import { describe, once, resolveItems } from './items.js'
import { kindsIn } from './receive.js'
import { type BookKind, holdingOf, type LineRow, linesSince, type StockItemRow, stockOf } from './sql-load.js'

type Body = Call<'stock.count'>['body']

const momentOf = (body: Body, { at, values }: BookRules): Date => {
  const counted = parseInstant(body.countedAt)
  if (counted === null) throw problem('request.invalid')
  const tooLate = counted < at - values.countHours * HOUR_MS
  if (counted > at || tooLate) throw problem('stock.count-moment', { hours: values.countHours })
  return new Date(counted)
}

/** The book of each item now, and as it stood when it was counted. */
const booksOf = (rows: readonly StockItemRow[], since: readonly LineRow[]): ReadonlyMap<string, CountedBook> =>
  new Map(
    rows.map((row) => {
      const now = holdingOf(row)
      const lines = since
        .filter(({ item }) => item === row.item)
        .map((line) => ({ item: line.item, from: line.from_account, to: line.to_account, quantity: line.quantity }))
      return [row.item, { now, before: holdingAfter(now, reversedLines(lines)) }]
    }),
  )

/** What was counted whole and is not named is not there: nothing was found of it, in no place where the book has some. */
const unnamed = (
  rows: readonly StockItemRow[],
  books: ReadonlyMap<string, CountedBook>,
  known: { readonly whole: readonly string[]; readonly counted: readonly Counted[] },
): readonly Counted[] =>
  rows
    .filter(({ kind }) => known.whole.includes(kind))
    .flatMap(({ item }) => {
      const before = books.get(item)?.before
      if (before === undefined) return []
      const places = [
        { place: 'shelf' as const, there: before.free + before.reserved },
        { place: 'quarantine' as const, there: before.quarantine },
        { place: 'onHold' as const, there: before.onHold },
        { place: 'damaged' as const, there: before.damaged },
      ]
      return places
        .filter(({ there }) => there !== 0)
        .filter(({ place }) => !known.counted.some((one) => one.item === item && one.place === place))
        .map(({ place }) => ({ item, place, counted: 0 }))
    })

const refuseImpossible = (body: Body, kinds: readonly BookKind[], { values }: BookRules): void => {
  for (const [i, line] of body.lines.entries()) {
    const kind = kinds.find(({ code }) => code === line.kind)
    if (kind === undefined) throw problem('supply.kind-unknown')
    const most = kind.keeping === 'serial' ? 1 : values.mostUnits
    const possible = Number.isSafeInteger(line.counted) && line.counted >= 0 && line.counted <= most
    if (!possible) throw problem('stock.quantity', { line: i + 1, most })
    if (line.item !== null) continue
    if (kind.keeping === 'serial' && line.serial === null) throw problem('stock.serial-missing', { line: i + 1 })
    if (kind.keeping === 'lot' && line.serial !== null) throw problem('stock.serial-not-kept', { line: i + 1 })
  }
}

const refuseTwice = (counted: readonly Counted[]): void => {
  const seen = new Set<string>()
  for (const { item, place } of counted) {
    if (seen.has(`${item} ${place}`)) throw problem('stock.count-twice', { item })
    seen.add(`${item} ${place}`)
  }
}

/**
 * Enters a count (E9). The difference is taken against the book as it stood at the moment of counting and posted now, so that
 * nothing that was moved meanwhile is overwritten (SUP-BOOK-7).
 */
export const count = (needs: SupplyNeeds, { scope, actor, params, body, require }: Call<'stock.count'>) => {
  if (body.lines.length === 0 && body.whole.length === 0) throw problem('stock.count-nothing')
  const kinds = [...new Set([...kindsIn(body.lines), ...body.whole])]
  const entry = { scope, actor, require, store: params.id, head: body, body, what: 'count', kinds } as const
  const found = body.lines.filter((line) => line.item === null)
  const said = found.map(describe)
  return writeMovement(needs, entry, {
    load: (tx) => stockOf(tx, params.id, kinds, true),
    decide: async (tx, stock, { book, rules, kinds: known }) => {
      const countedAt = momentOf(body, rules)
      refuseImpossible(body, known, rules)
      // After the lock: what others entered while this waited lies before now.
      const since = await linesSince(tx, params.id, kinds, { after: countedAt, until: new Date(needs.now()) })
      const here =
        said.length === 0 ? [] : stock.filter((row) => said.some((one) => itemKeyOf(one, params.id) === row.key))
      const resolved = await resolveItems(tx, { home: book.home, store: params.id, differing: 'refuse' }, said, here)
      const rows = once([...stock, ...resolved.map(({ row }) => row)])
      let nth = 0
      const counted = body.lines.map((line): Counted => {
        const item = line.item ?? resolved[nth++]?.row.item ?? ''
        if (!rows.some((row) => row.item === item && row.kind === line.kind)) throw problem('stock.item-unknown')
        return { item, place: line.place, counted: line.counted }
      })
      refuseTwice(counted)
      const books = booksOf(rows, since)
      const result = countLines([...counted, ...unnamed(rows, books, { whole: body.whole, counted })], books)
      if ('fault' in result) {
        const { item, place, why } = result.fault
        throw why === 'reserved'
          ? problem('stock.count-reserved', { item, reserved: result.fault.reserved })
          : problem('stock.count-gone', { item, place, there: result.fault.there, missing: result.fault.missing })
      }
      return { lines: result.lines, items: rows, countedAt }
    },
  })
}
