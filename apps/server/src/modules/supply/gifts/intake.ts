import { parseDay } from '@lianfang/domain/shared'
import { giftAllows, giftReference, publishedName } from '@lianfang/domain/supply'
import { sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { Posting } from '../movements/book.js'
import { kindsIn, receiving } from '../movements/receive.js'
import { photoIn } from '../moves/along.js'
import { partId } from '../moves/command.js'
import { hashOf, type SupplyNeeds } from '../needs.js'
import { addStep, lockDeals, wasDone } from '../steps.js'
import { writeBook } from './book-gift.js'
import { numberOf } from './codes.js'
import { mustKeep, pageAfter, settleGift } from './command.js'
import { sealDonor } from './offer-gift.js'
import { type GiftRules, giftRules } from './rules.js'
import { countsOf, type GiftRow, giftById, photosOf } from './sql.js'
import { addCounts, addGift, addName, addNotices, addPhoto, changeGift, type NewNotice } from './sql-save.js'

type Body = Call<'gift.intake'>['body']
type Counted = Body['lines'][number]
type Book = Awaited<ReturnType<typeof mustKeep>>['book']

/** A load that nobody announced (E10): a gift of its own, whose donor may be unknown. */
const makeGift = async (
  needs: SupplyNeeds,
  tx: Tx,
  at: { readonly body: Body; readonly book: Book; readonly rules: GiftRules; readonly hash: Buffer },
): Promise<GiftRow> => {
  const { body, book, rules, hash } = at
  const { gift: id, found } = body
  if (found === null) throw problem('not-found')
  const gift = { home: book.home, id }
  const made = await addGift(tx, {
    ...{ ...gift, number: numberOf(id), code: null, source: 'night', state: 'counted', donor_kind: found.donor },
    ...{ country: null, named: found.named, directed: found.directed, ready_on: null, lies: null, transport: false },
    ...{ note: null, store: book.id, store_name: book.name, at: new Date(rules.at), body_hash: hash },
  })
  if (made === 0) throw problem('command.other-body', { id })
  if (found.name !== null || found.contact !== null) {
    await sealDonor(needs, tx, gift, { name: found.name ?? '', contact: found.contact ?? '' })
  }
  const name = publishedName(found.named, found.name)
  if (name !== null) await addName(tx, gift, name)
  const row = await giftById(tx, id)
  if (row === undefined) throw problem('not-found')
  return row
}

/** A gift that was accepted for this store. */
const mustTakeIn = (row: GiftRow | undefined, book: Book): GiftRow => {
  if (row === undefined || row.store !== book.id) throw problem('not-found')
  if (!giftAllows(row.state, 'count')) throw problem('gift.state', { state: row.state })
  return row
}

const keepPhoto = async (tx: Tx, row: GiftRow, { id, photo, noPhoto }: Body, rules: GiftRules): Promise<void> => {
  if (photo === null) {
    if (noPhoto === null) throw problem('gift.no-photo')
    return
  }
  const read = photoIn(photo, rules)
  const isFull = (await photosOf(tx, row)).length >= rules.photos
  if (read === null || isFull) throw problem('gift.photo', { most: rules.photoKilobytes, photos: rules.photos })
  await addPhoto(tx, row, { id, ...read }, new Date(rules.at))
}

const lineOf = ({ kind, lot, expiry, serial, quantity, unit }: Counted) => ({
  ...{ kind, product: null, lot, expiry, serial, quantity, unit },
})

/** Rows of a gift for lines that were written into the book, one each, from a number on. */
export const countRows = (store: string, posting: Posting, boxes: readonly (string | null)[], from: number) =>
  posting.lines.map((line, i) => {
    const item = posting.items.find((one) => one.item === line.item)
    return {
      ...{ n: from + i, store, item: line.item, kind: item?.kind ?? '', box: boxes[i] ?? null },
      ...{ lot: item?.lot ?? null, expiry: item?.expiry ?? null, serial: item?.serial ?? null },
      ...{ counted: line.quantity, quarantine: line.quantity },
    }
  })

/** Units by kind, in the order of the kinds. */
export const byKind = (rows: readonly { readonly kind: string; readonly units: number }[]) => {
  const found = new Map<string, number>()
  for (const { kind, units } of rows) found.set(kind, units + (found.get(kind) ?? 0))
  return [...found].filter(([, units]) => units !== 0).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** What is published of a movement of a gift, a line for each kind. */
export const noticesFor = (
  said: Omit<NewNotice, 'id' | 'kind' | 'quantity'>,
  rows: readonly { readonly kind: string; readonly units: number }[],
  from: number,
): readonly NewNotice[] =>
  byKind(rows).map(([kind, quantity], i) => ({ ...said, id: partId(said.movement, from + i), kind, quantity }))

const plain = { to: null, use: null, cause: null }

/** What is counted in and goes to quarantine at once, with the rows of the gift and what is published of it. */
export const takingIn = (
  at: {
    readonly row: GiftRow
    readonly store: string
    readonly id: string
    readonly day: string
    readonly from: number
  },
  lines: readonly Counted[],
  how: { readonly account: 'outside' | 'loss'; readonly correction: boolean },
) => {
  const { load, decide } = receiving(at.store, { into: 'quarantine', lines: lines.map(lineOf) })
  const day = parseDay(at.day)
  if (day === null) throw problem('request.invalid')
  const said = { ...plain, what: 'received' as const, correction: how.correction, movement: at.id, day }
  return {
    load,
    decide: async (...args: Parameters<typeof decide>): Promise<Posting> => {
      const posting = await decide(...args)
      const written = { ...posting, lines: posting.lines.map((line) => ({ ...line, from: how.account })) }
      const rows = countRows(
        at.store,
        written,
        lines.map(({ box }) => box),
        at.from,
      )
      const units = rows.map(({ kind, counted }) => ({ kind, units: counted }))
      return {
        ...written,
        beside: async (tx: Tx, now: Date) => {
          await addCounts(tx, at.row, rows)
          await addNotices(tx, at.row, noticesFor(said, units, how.correction ? 300 : 200), now)
        },
      }
    },
  }
}

/** The number of the next row of a gift. */
export const nextRow = async (tx: Tx, row: GiftRow): Promise<number> =>
  1 + Math.max(-1, ...(await countsOf(tx, [row.id])).map(({ n }) => n))

/**
 * Counts in a load, at whatever hour (E10): a line a box, one photo, and everything in quarantine with the same stroke. What came
 * is published. A repeat is answered and not repeated.
 */
export const intake = async (needs: SupplyNeeds, call: Call<'gift.intake'>) => {
  const { scope, actor, params, body } = call
  const rules = await giftRules(needs, actor.place)
  const hash = hashOf(`gift.intake ${params.id}`, body)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const { book, named } = await mustKeep(tx, params.id, call)
    const reading = { actor, rules, needs, named }
    await lockDeals(tx, [body.gift])
    const known = await giftById(tx, body.gift)
    if (known !== undefined && (await wasDone(tx, { home: known.home, id: body.id, subject: known.id, hash }))) {
      return { outcome: 'already-recorded' as const, result: await pageAfter(tx, known.id, reading) }
    }
    if (known !== undefined && body.found !== null) throw problem('command.other-body', { id: body.gift })
    if (body.lines.length > rules.gifts.lines) throw problem('gift.line', { most: rules.gifts.lines })
    const row = body.found === null ? mustTakeIn(known, book) : await makeGift(needs, tx, { body, book, rules, hash })
    await changeGift(tx, row, sql`state = 'counted', store = ${book.id}::uuid, store_name = ${book.name}`)
    await keepPhoto(tx, row, body, rules)
    const at = { row, store: book.id, id: body.id, day: body.day, from: await nextRow(tx, row) }
    await writeBook(tx, rules, call, {
      ...{ what: 'receive', store: book.id, id: body.id, day: body.day, why: body.noPhoto },
      ...{ reference: giftReference(row.number), party: row.name, kinds: kindsIn(body.lines), body },
      loaded: takingIn(at, body.lines, { account: 'outside', correction: false }),
    })
    await settleGift(tx, { ...row, state: 'counted' })
    const by = { account: actor.accountId, at: new Date(rules.at) }
    const told = { reason: body.noPhoto, detail: { lines: body.lines.length } }
    await addStep(tx, { ...by, home: row.home, id: body.id, subject: row.id, what: 'intake', hash, ...told })
    await writeAudit(tx, actor, { action: 'gift.intake', subject: row.id, place: row.home })
    return { outcome: 'recorded' as const, result: await pageAfter(tx, row.id, reading) }
  })
}
