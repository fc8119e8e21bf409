import type { Language, OfferRow } from '@lianfang/contract'
import { parseDay } from '@lianfang/domain/shared'
import type { LicenceState, OfferChannel, OfferState, Reliability } from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { countUpTo, inAllOf, inTransaction } from '../../../kernel/db/index.js'
import { type Call, idCursor } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { SupplyNeeds } from '../needs.js'
import { kindNames } from '../stock/export-stock.js'
import { tellOffers } from './read-offer.js'
import { type OfferFilter, offerById, offersIn, offersListed } from './sql.js'

type Query = Omit<Call<'offer.mine'>['query'], 'cursor' | 'limit'>

const filterOf = (query: Query, of: OfferFilter['of']): OfferFilter => {
  const readyBy = query.readyBy === undefined ? null : parseDay(query.readyBy)
  if (query.readyBy !== undefined && readyBy === null) throw problem('request.invalid')
  const text = query.text === undefined || query.text === '' ? null : query.text
  const { kind = null, channel = null, state = null, sort } = query
  return { of, kind, channel, state, readyBy, text, sort }
}

const listOf = async (
  needs: SupplyNeeds,
  { scope, query }: Call<'offer.mine'> | Call<'offer.list'>,
  of: OfferFilter['of'],
) => {
  const after = idCursor(query.cursor)
  const { limit } = query
  const wanted = filterOf(query, of)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      if (after !== null && (await offerById(tx, after)) === undefined) throw problem('cursor.stale')
      const rows = await offersIn(tx, { ...wanted, after, limit: limit + 1 })
      const shown = await tellOffers(tx, rows.slice(0, limit))
      const first = { cursor: query.cursor, read: rows.length, limit }
      return {
        rows: shown,
        inAll: await inAllOf(first, () => countUpTo(tx, offersListed(wanted))),
        next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
      }
    },
    { readOnly: true },
  )
}

/** Offers of a place, the first to be ready first (E3). */
export const listOffers = (needs: SupplyNeeds, call: Call<'offer.list'>) => {
  call.require({ place: call.query.place })
  return listOf(needs, call, { place: call.query.place })
}

/** Offers of what one is named for. */
export const listMyOffers = (needs: SupplyNeeds, call: Call<'offer.mine'>) => {
  call.require({ place: call.actor.place })
  return listOf(needs, call, { account: call.actor.accountId })
}

type Words = {
  readonly headings: readonly string[]
  readonly channels: Readonly<Record<OfferChannel, string>>
  readonly states: Readonly<Record<OfferState, string>>
  readonly sure: Readonly<Record<Reliability, string>>
  readonly licences: Readonly<Record<LicenceState, string>>
}
const wordsIn: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    headings: [
      ...['渠道', '提供方', '县', '地区代码', '品类', '品类编码', '型号', '数量', '已分配', '余量', '状态'],
      ...['可供日期', '可靠程度', '谁说的', '证照', '登记人', '登记时间', '编号'],
    ],
    channels: { production: '生产', transfer: '调拨', donation: '捐赠', procurement: '采购' },
    states: { open: '有效', usedUp: '已用完', withdrawn: '已撤回' },
    sure: { certain: '确定', likely: '很可能', uncertain: '不确定' },
    licences: { confirmed: '有效', inService: '在用设备', notAsked: '无须证照', expired: '过期', missing: '缺' },
  },
  en: {
    headings: [
      ...['channel', 'from', 'county', 'place code', 'kind', 'kind code', 'model', 'quantity', 'assigned', 'left'],
      ...['state', 'ready on', 'how sure', 'who says so', 'licence', 'entered by', 'entered at', 'id'],
    ],
    channels: { production: 'production', transfer: 'transfer', donation: 'donation', procurement: 'procurement' },
    states: { open: 'open', usedUp: 'used up', withdrawn: 'withdrawn' },
    sure: { certain: 'certain', likely: 'likely', uncertain: 'uncertain' },
    licences: {
      ...{ confirmed: 'confirmed', inService: 'in service', notAsked: 'none asked', expired: 'expired' },
      missing: 'missing',
    },
  },
}
const pageRows = 500

/** The offers of a list as a file. */
export const exportOffers = async (needs: SupplyNeeds, call: Call<'offer.export'>): Promise<undefined> => {
  const { scope, actor, query, require, reply } = call
  require({ place: query.place })
  const { format, language } = query
  const words = wordsIn[language]
  const wanted = filterOf(query, { place: query.place })
  const kinds = await inTransaction(needs.db.app, scope, async (tx) => {
    await writeAudit(tx, actor, { action: 'offer.export', place: query.place })
    return kindNames(tx, language)
  })
  async function* rows() {
    for (let after: string | null = null; ; ) {
      const from: string | null = after
      const shown: OfferRow[] = await inTransaction(
        needs.db.app,
        scope,
        async (tx) => tellOffers(tx, await offersIn(tx, { ...wanted, after: from, limit: pageRows })),
        { readOnly: true },
      )
      for (const o of shown) {
        yield [
          ...[words.channels[o.channel], o.owner?.name ?? o.party, o.county.name, o.place.code],
          ...[kinds.get(o.kind) ?? o.kind, o.kind, o.product?.model ?? null, o.quantity, o.assigned, o.left],
          ...[words.states[o.state], o.readyOn, words.sure[o.reliability], o.saidBy, words.licences[o.licence.state]],
          ...[o.by, o.at, o.id],
        ]
      }
      if (shown.length < pageRows) return
      after = shown.at(-1)?.id ?? null
    }
  }
  const name = `offers-${query.place === '' ? 'nation' : query.place}`
  await needs.sendTable(reply, { format, name, headings: words.headings, rows: rows() })
}
