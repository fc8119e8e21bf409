import { parseDay } from '@lianfang/domain/shared'
import { correctCounts, giftReference, inspectCounts, type StockLine } from '@lianfang/domain/supply'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { kindsIn } from '../movements/receive.js'
import { partId } from '../moves/command.js'
import type { SupplyNeeds } from '../needs.js'
import { asSaid, writeBook } from './book-gift.js'
import { onGift, type Working } from './command.js'
import { nextRow, noticesFor, takingIn } from './intake.js'
import { type CountRow, countsOf } from './sql.js'
import { addNotices, saveCounts } from './sql-save.js'

type Found = { readonly row: CountRow; readonly units: number }

const linesFor = (found: readonly Found[], from: StockLine['from'], to: StockLine['to']): StockLine[] =>
  found.filter(({ units }) => units > 0).map(({ row, units }) => ({ item: row.item, from, to, quantity: units }))

const unitsBy = (found: readonly Found[]) => found.map(({ row, units }) => ({ kind: row.kind, units }))

const headOf = ({ row }: Working, body: { readonly day: string }, store: string) => ({
  ...{ store, day: body.day, reference: giftReference(row.number), party: null, body },
})

/** Rows as the rule left them, with what else the database keeps of each. */
const withNotes = (
  rows: readonly CountRow[],
  after: readonly Omit<CountRow, 'gift' | 'store' | 'item' | 'box' | 'lot' | 'serial' | 'note'>[],
  notes: ReadonlyMap<number, string | null>,
) =>
  after.map((one) => {
    const before = rows.find(({ n }) => n === one.n)
    return { ...one, note: notes.has(one.n) ? (notes.get(one.n) ?? null) : (before?.note ?? null) }
  })

/** What failed is published by cause: how many of which kind, and nothing that was written about it. */
const publishFailed = async (
  w: Working,
  failed: readonly (Found & { cause: string | null })[],
  at: { movement: string; day: string },
) => {
  const day = parseDay(at.day)
  if (day === null) throw problem('request.invalid')
  const causes = [...new Set(failed.flatMap(({ cause, units }) => (cause === null || units === 0 ? [] : [cause])))]
  for (const [i, cause] of causes.entries()) {
    const said = { what: 'disposed' as const, correction: false, movement: at.movement, day, to: null, use: null }
    const mine = failed.filter((one) => one.cause === cause)
    const notices = noticesFor({ ...said, cause: cause as never }, unitsBy(mine), 200 + 20 * i) // a cause of the contract
    await addNotices(w.tx, w.row, notices, w.by.at)
  }
}

/**
 * Inspects what is in quarantine (SUP-GIFT-3): what passes is kept in the books for the gift, what fails is disposed of with its
 * cause, the rest is held back with a reason.
 */
export const inspect = (needs: SupplyNeeds, call: Call<'gift.inspect'>) => {
  const { params, body } = call
  return onGift(needs, call, { gift: params.gift, store: params.id, act: 'inspect' }, async (w) => {
    const { tx, row, rules } = w
    const rows = (await countsOf(tx, [row.id])).filter(({ store }) => store === params.id)
    const looked = inspectCounts(rows, body.lines, rules.today)
    if (looked.outcome === 'refused') {
      const { fault } = looked
      throw problem('gift.inspect', {
        ...{ rule: 'SUP-GIFT-3', line: fault.line + 1, why: fault.why },
        left: 'left' in fault ? fault.left : null,
      })
    }
    const of = (units: (line: (typeof body.lines)[number]) => number) =>
      body.lines.flatMap((line) => {
        const found = rows.find(({ n }) => n === line.n)
        return found === undefined ? [] : [{ row: found, units: units(line), cause: line.cause }]
      })
    const [passed, failed] = [of((line) => line.passed), of((line) => line.failed)]
    // First the gift: the book lets its units go only then.
    const notes = new Map(body.lines.map(({ n, note }): [number, string | null] => [n, note]))
    await saveCounts(tx, row, withNotes(rows, looked.rows as readonly CountRow[], notes)) // the rule keeps what else a row says
    const head = headOf(w, body, params.id)
    const free = linesFor(passed, 'quarantine', 'reserved')
    const gone = linesFor(failed, 'quarantine', 'disposed')
    const kinds = [...new Set(unitsBy([...passed, ...failed]).map(({ kind }) => kind))]
    if (free.length > 0) {
      await writeBook(tx, rules, call, {
        ...{ ...head, what: 'release', id: partId(body.id, 1), why: null, kinds, loaded: asSaid(params.id, free) },
      })
    }
    if (gone.length > 0) {
      const id = partId(body.id, 2)
      const why = body.lines.find(({ cause }) => cause !== null)?.cause ?? null
      await writeBook(tx, rules, call, { ...head, what: 'dispose', id, why, kinds, loaded: asSaid(params.id, gone) })
      await publishFailed(w, failed, { movement: id, day: body.day })
    }
    const sum = (found: readonly Found[]) => found.reduce((units, one) => units + one.units, 0)
    return { detail: { passed: sum(passed), failed: sum(failed) } }
  })
}

/** Corrects a count (SUP-GIFT-8): more, fewer, or something else in the box. Both the count and its correction stay published. */
export const correct = (needs: SupplyNeeds, call: Call<'gift.correct'>) => {
  const { params, body } = call
  return onGift(needs, call, { gift: params.gift, store: params.id, act: 'correct' }, async (w) => {
    const { tx, row, rules, by } = w
    const rows = (await countsOf(tx, [row.id])).filter(({ store }) => store === params.id)
    const day = parseDay(body.day)
    if (day === null || (body.lines.length === 0 && body.found.length === 0)) throw problem('gift.correct')
    const corrected = correctCounts(rows, body.lines, rules.books)
    const twice = body.lines.some(({ n, there }) => there > 1 && rows.some((one) => one.n === n && one.serial !== null))
    if (corrected.outcome === 'refused' || twice) {
      const line = corrected.outcome === 'refused' ? corrected.fault.line + 1 : null
      throw problem('gift.correct', { rule: 'SUP-GIFT-8', line })
    }
    const found = corrected.differences.flatMap(({ n, by: units }) => {
      const one = rows.find((each) => each.n === n)
      return one === undefined ? [] : [{ row: one, units }]
    })
    await saveCounts(tx, row, withNotes(rows, corrected.rows as readonly CountRow[], new Map())) // as above
    const head = headOf(w, body, params.id)
    const fewer = found.map(({ row: one, units }) => ({ row: one, units: -units }))
    const lines = [...linesFor(fewer, 'quarantine', 'loss'), ...linesFor(found, 'loss', 'quarantine')]
    if (lines.length > 0) {
      const id = partId(body.id, 1)
      const kinds = [...new Set(unitsBy(found).map(({ kind }) => kind))]
      const loaded = asSaid(params.id, lines, { countedAt: by.at })
      await writeBook(tx, rules, call, { ...head, what: 'count', id, why: body.reason, kinds, loaded })
      const said = { what: 'received' as const, correction: true, movement: id, day, to: null, use: null, cause: null }
      await addNotices(tx, row, noticesFor(said, unitsBy(found), 200), by.at)
    }
    if (body.found.length > 0) {
      const id = partId(body.id, 2)
      const at = { row, store: params.id, id, day: body.day, from: await nextRow(tx, row) }
      const loaded = takingIn(at, body.found, { account: 'loss', correction: true })
      const said = { what: 'count' as const, id, why: body.reason, kinds: kindsIn(body.found), loaded }
      await writeBook(tx, rules, call, { ...head, ...said })
    }
    return { reason: body.reason, detail: { lines: body.lines.length, found: body.found.length } }
  })
}
