import { parseDay } from '@lianfang/domain/shared'
import { giftReference, mayUse, reversedLines, type StockLine, spreadOver } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { linesToReverse, movementToReverse } from '../movements/sql-load.js'
import { decideTaking, loadTaking } from '../movements/take.js'
import { partId } from '../moves/command.js'
import type { SupplyNeeds } from '../needs.js'
import { asSaid, writeBook } from './book-gift.js'
import { onGift, type Working } from './command.js'
import { noticesFor } from './intake.js'
import { type CountRow, countsOf, giftKinds, offersOf, papersOf, type TargetRow, targetsOf } from './sql.js'
import { addIssued, addNotices, followDelivery, saveCounts } from './sql-save.js'
import { licencesOfGift } from './tell.js'

/** Deals are locked before the gift: request, then offer. */
const dealsOf = (gift: string, target: (tx: Tx) => Promise<string | undefined>) => async (tx: Tx) => {
  const id = await target(tx)
  const found = (await targetsOf(tx, [gift])).find((one) => one.id === id)
  if (found === undefined || found.request === null) return []
  const offer = (await offersOf(tx, [gift])).find(({ kind }) => kind === found.kind)
  return [[found.request], offer === undefined ? [] : [offer.offer]]
}

const mustBeOpen = (targets: readonly TargetRow[], id: string | undefined): TargetRow => {
  const target = targets.find((one) => one.id === id)
  if (target === undefined) throw problem('not-found')
  if (target.back) throw problem('gift.target')
  return target
}

/** SUP-GIFT-4, once more on the day it goes: a paper may have ended since. */
const checkPapers = async ({ tx, row, rules }: Working, { kind, use }: TargetRow): Promise<void> => {
  const state = (await licencesOfGift(tx, [kind], await papersOf(tx, row), rules)).get(kind)?.state ?? 'missing'
  if (!mayUse(use, { state })) throw problem('gift.licence', { rule: 'SUP-GIFT-4', state })
}

/** Moves units of a gift's rows between two columns, as the book's lines say. */
const moveUnits = async (
  { tx, row }: Working,
  rows: readonly CountRow[],
  lines: readonly StockLine[],
  to: 'issued' | 'kept',
): Promise<void> => {
  const from = to === 'issued' ? 'kept' : 'issued'
  const moved = spreadOver(
    rows.map((one) => ({ n: one.n, item: one.item, units: one[from] })),
    lines,
  )
  const changed = rows.flatMap((one) => {
    const units = moved.filter(({ n }) => n === one.n).reduce((sum, each) => sum + each.units, 0)
    return units === 0 ? [] : [{ ...one, [from]: one[from] - units, [to]: one[to] + units }]
  })
  await saveCounts(tx, row, changed)
}

type Told = { readonly movement: string; readonly day: string; readonly units: number; readonly correction: boolean }

const publish = async ({ tx, row, by }: Working, target: TargetRow, told: Told): Promise<void> => {
  const day = parseDay(told.day)
  if (day === null) throw problem('request.invalid')
  const { movement, correction, units } = told
  const said = { what: 'issued' as const, correction, movement, day, to: target.name, use: target.use, cause: null }
  await addNotices(tx, row, noticesFor(said, [{ kind: target.kind, units }], 200), by.at)
}

/** Issues passed units where the desk said, the first to expire first. It is published at once (E10). */
export const issueGift = (needs: SupplyNeeds, call: Call<'gift.issue'>) => {
  const { params, body } = call
  const before = dealsOf(params.gift, async () => body.target)
  return onGift(needs, call, { gift: params.gift, store: params.id, act: 'issue', before }, async (w) => {
    const { tx, row, rules } = w
    const target = mustBeOpen(await targetsOf(tx, [row.id]), body.target)
    const left = target.quantity - target.issued
    const { quantity } = body
    if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > left) throw problem('gift.target', { left })
    await checkPapers(w, target)
    const [kind] = await giftKinds(tx, [target.kind])
    const lines = [{ kind: target.kind, product: null, item: null, quantity, unit: kind?.unit ?? '' }]
    const reference = giftReference(row.number)
    const head = { id: body.id, day: body.day, why: null, reference }
    const rows = (await countsOf(tx, [row.id])).filter(({ store }) => store === params.id)
    const taking = { what: 'issue', to: 'consumed', only: 'available', inOrder: false, reserved: true } as const
    await writeBook(tx, rules, call, {
      ...{ ...head, what: 'issue', store: params.id, party: target.name, kinds: [target.kind], body },
      loaded: {
        load: loadTaking({ params: { id: params.id }, body: { ...head, lines } }, true),
        decide: (_tx, loads, at) => {
          const posting = decideTaking(head, lines, taking, { loads, at })
          return { ...posting, beside: () => moveUnits(w, rows, posting.lines, 'issued') }
        },
      },
    })
    await addIssued(tx, row, target.id, quantity)
    if (target.request !== null) await followDelivery(tx, row.home, target.id)
    await publish(w, target, { movement: body.id, day: body.day, units: quantity, correction: false })
    return { detail: { target: target.id, quantity, kind: target.kind } }
  })
}

/** The target of an issue, as its step says. */
const targetOfIssue = async (tx: Tx, issue: string): Promise<string | undefined> =>
  (
    await tx.row(sql<{ target: string | null }>`
      select detail ->> 'target' as target from supply.step where id = ${issue}::uuid and what = 'issue'`)
  )?.target ?? undefined

/** Takes back an issue that did not happen (SUP-GIFT-8): the units are kept again, and the correction stands beside what was published. */
export const unissueGift = (needs: SupplyNeeds, call: Call<'gift.unissue'>) => {
  const { params, body } = call
  const before = dealsOf(params.gift, (tx) => targetOfIssue(tx, params.issue))
  return onGift(needs, call, { gift: params.gift, store: params.id, act: 'correct', before }, async (w) => {
    const { tx, row, rules } = w
    const target = mustBeOpen(await targetsOf(tx, [row.id]), await targetOfIssue(tx, params.issue))
    const movement = await movementToReverse(tx, params.id, params.issue)
    if (movement === undefined || movement.reference !== giftReference(row.number)) throw problem('not-found')
    if (movement.reversed) throw problem('stock.reversed')
    const lines = reversedLines(
      (await linesToReverse(tx, params.id, params.issue)).map(
        ({ item, from_account: from, to_account: to, quantity }) => ({
          ...{ item, from, to, quantity },
        }),
      ),
    )
    const rows = (await countsOf(tx, [row.id])).filter(({ store }) => store === params.id)
    const id = partId(body.id, 1)
    await writeBook(tx, rules, call, {
      ...{ what: 'reverse', store: params.id, id, day: body.day, why: body.reason, reference: movement.reference },
      ...{ party: target.name, kinds: [target.kind], body },
      loaded: asSaid(params.id, lines, { reverses: params.issue }),
    })
    await moveUnits(w, rows, lines, 'kept')
    const units = lines.reduce((sum, line) => sum + line.quantity, 0)
    await addIssued(tx, row, target.id, -units)
    if (target.request !== null) await followDelivery(tx, row.home, target.id)
    await publish(w, target, { movement: id, day: body.day, units: -units, correction: true })
    return { reason: body.reason, detail: { issue: params.issue, quantity: units, kind: target.kind } }
  })
}
