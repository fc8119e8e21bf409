import type { GiftRow as GiftListRow, Language } from '@lianfang/contract'
import type { GiftState } from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { countUpTo, inAllOf, inTransaction } from '../../../kernel/db/index.js'
import { type Call, idCursor } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { SupplyNeeds } from '../needs.js'
import { kindNames } from '../stock/export-stock.js'
import { mustKeep, mustReachGift } from './command.js'
import { giftRules } from './rules.js'
import { type GiftFilter, giftById, giftsIn, giftsListed, photoOf } from './sql.js'
import { tellGiftPage, tellGifts } from './tell.js'

type Query = Omit<Call<'gift.list'>['query'], 'cursor' | 'limit'>

const filterOf = (query: Query): GiftFilter => {
  const text = query.text === undefined || query.text === '' ? null : query.text
  const directed = query.directed === undefined ? null : query.directed === 'yes'
  const { state = null, kind = null, sort } = query
  return { of: { place: query.place.slice(0, 6) }, state, kind, directed, text, sort }
}

type Listing = {
  readonly scope: Call<'gift.list'>['scope']
  readonly query: { readonly cursor?: string | undefined; readonly limit: number }
}

const listOf = (
  needs: SupplyNeeds,
  { scope, query: { cursor, limit } }: Listing,
  wanted: (tx: Parameters<typeof giftById>[0]) => Promise<GiftFilter> | GiftFilter,
) => {
  const after = idCursor(cursor)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const filter = await wanted(tx)
      if (after !== null && (await giftById(tx, after)) === undefined) throw problem('cursor.stale')
      const rows = await giftsIn(tx, { ...filter, after, limit: limit + 1 })
      const shown = await tellGifts(tx, rows.slice(0, limit))
      return {
        rows: shown,
        inAll: await inAllOf({ cursor, read: rows.length, limit }, () => countUpTo(tx, giftsListed(filter))),
        next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
      }
    },
    { readOnly: true },
  )
}

/** Gifts of a place (E3, E10). Below a county they are reached through it. */
export const listGifts = (needs: SupplyNeeds, call: Call<'gift.list'>) => {
  call.require({ place: call.query.place })
  return listOf(needs, call, () => filterOf(call.query))
}

/** What a keeper may expect and has counted in. */
export const listHere = (needs: SupplyNeeds, call: Call<'gift.here'>) =>
  listOf(needs, call, async (tx) => {
    const { book } = await mustKeep(tx, call.params.id, call)
    return { of: { store: book.id }, state: null, kind: null, directed: null, text: null, sort: 'newest' }
  })

/** One gift. Who gives is told to desks, and that somebody read it is written down. */
export const readGift = async (needs: SupplyNeeds, call: Call<'gift.read'>) => {
  const { scope, actor, params } = call
  const rules = await giftRules(needs, actor.place)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const { row, named } = await reachAsReader(tx, params.id, call)
      await writeAudit(tx, actor, { action: 'gift.read', subject: row.id, place: row.home })
      return tellGiftPage(tx, row, { actor, rules, needs, named })
    },
    { noted: true },
  )
}

/** A desk reads a gift of its place; a keeper one that row security shows: of the stores they keep. */
const reachAsReader = async (
  tx: Parameters<typeof giftById>[0],
  id: string,
  call: Pick<Call<'gift.read'>, 'actor' | 'require'>,
) => {
  if (call.actor.role !== 'warehouseKeeper') return mustReachGift(tx, { gift: id, store: null }, call)
  const row = await giftById(tx, id)
  if (row === undefined) throw problem('not-found')
  const named = [call.actor.accountId]
  call.require({ place: row.home, named })
  return { row, named }
}

/** A photo, to whoever reads its gift. */
export const readPhoto = async (needs: SupplyNeeds, call: Call<'gift.photo'>): Promise<undefined> => {
  const { scope, params, reply } = call
  const photo = await inTransaction(
    needs.db.app,
    scope,
    async (tx) => photoOf(tx, (await reachAsReader(tx, params.id, call)).row, params.photo),
    { readOnly: true },
  )
  if (photo === undefined) throw problem('not-found')
  await reply.type(photo.type).header('cache-control', 'private, no-store').send(photo.bytes)
  return undefined
}

type Words = {
  readonly headings: readonly string[]
  readonly states: Readonly<Record<GiftState, string>>
  readonly yes: string
}
const wordsIn: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    headings: [
      ...['编号', '状态', '县', '地区代码', '捐赠人（经同意）', '定向', '指定去向', '品类', '品类编码', '拟捐'],
      ...['清点', '待检', '在库', '已发放', '已处置', '待发放', '可供日期', '库点', '登记时间'],
    ],
    states: {
      ...{ offered: '待答复', declined: '已谢绝', accepted: '已接受', arriving: '在途', counted: '已清点待检' },
      ...{ inspected: '已检验', inBooks: '在库', issued: '已发放', closed: '已办结' },
    },
    yes: '是',
  },
  en: {
    headings: [
      ...[
        'number',
        'state',
        'county',
        'place code',
        'donor (with consent)',
        'directed',
        'to go to',
        'kind',
        'kind code',
      ],
      ...['offered', 'counted', 'in quarantine', 'in the books', 'issued', 'disposed of', 'promised', 'ready on'],
      ...['store', 'entered at'],
    ],
    states: {
      ...{ offered: 'waits for an answer', declined: 'declined', accepted: 'accepted', arriving: 'on its way' },
      ...{ counted: 'counted in, to be inspected', inspected: 'inspected', inBooks: 'in the books', issued: 'issued' },
      closed: 'closed',
    },
    yes: 'yes',
  },
}
const pageRows = 200

/** The gifts of a list as a file, a row for each kind. */
export const exportGifts = async (needs: SupplyNeeds, call: Call<'gift.export'>): Promise<undefined> => {
  const { scope, actor, query, require, reply } = call
  require({ place: query.place })
  const { format, language } = query
  const words = wordsIn[language]
  const wanted = filterOf(query)
  const kinds = await inTransaction(needs.db.app, scope, async (tx) => {
    await writeAudit(tx, actor, { action: 'gift.export', place: query.place })
    return kindNames(tx, language)
  })
  const none = { kind: '', offered: 0, counted: 0, quarantine: 0, kept: 0, issued: 0, disposed: 0, promised: 0 }
  async function* rows() {
    for (let after: string | null = null; ; ) {
      const from: string | null = after
      const shown: GiftListRow[] = await inTransaction(
        needs.db.app,
        scope,
        async (tx) => tellGifts(tx, await giftsIn(tx, { ...wanted, after: from, limit: pageRows })),
        { readOnly: true },
      )
      for (const g of shown) {
        for (const u of g.units.length === 0 ? [none] : g.units) {
          yield [
            ...[g.number, words.states[g.state], g.county.name, g.county.code, g.donor.name],
            ...[g.directed === null ? null : words.yes, g.directed?.words ?? null, kinds.get(u.kind) ?? u.kind, u.kind],
            ...[u.offered, u.counted, u.quarantine, u.kept, u.issued, u.disposed, u.promised, g.readyOn],
            ...[g.store?.name ?? null, g.at],
          ]
        }
      }
      if (shown.length < pageRows) return
      after = shown.at(-1)?.id ?? null
    }
  }
  const name = `gifts-${query.place === '' ? 'nation' : query.place}`
  await needs.sendTable(reply, { format, name, headings: words.headings, rows: rows() })
}
