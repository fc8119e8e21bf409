import type { GiftNotice, Language } from '@lianfang/contract'
import { type Day, NATION, parseDay } from '@lianfang/domain/shared'
import type { DonorKind, FailCause, GiftUse, NoticeKind } from '@lianfang/domain/supply'
import { countUpTo, inAllOf, inTransaction, noScope } from '../../../kernel/db/index.js'
import { idCursor, type PublicCall } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { SupplyNeeds } from '../needs.js'
import { giftKinds, type NoticeFilter, noticeById, noticeDays, noticeSums, noticesIn, noticesListed } from './sql.js'
import { tellNotices } from './tell.js'

type Query = Omit<PublicCall<'gift.published'>['query'], 'cursor' | 'limit'>

const dayIn = (text: string | undefined): Day | null => {
  if (text === undefined) return null
  const day = parseDay(text)
  if (day === null) throw problem('request.invalid')
  return day
}

const filterOf = ({ place = NATION, kind, what, from, until, number }: Query): NoticeFilter => ({
  ...{ place, kind: kind ?? null, what: what ?? null, from: dayIn(from), until: dayIn(until) },
  number: number === undefined || number === '' ? null : number,
})

/** What came and where it went (公示), newest first; the sums by kind with the first page. */
export const listPublished = (needs: SupplyNeeds, { query }: PublicCall<'gift.published'>) => {
  const after = idCursor(query.cursor)
  const { limit } = query
  const wanted = filterOf(query)
  return inTransaction(
    needs.db.app,
    noScope,
    async (tx) => {
      if (after !== null && (await noticeById(tx, after)) === undefined) throw problem('cursor.stale')
      const rows = await noticesIn(tx, { ...wanted, after, limit: limit + 1 })
      const shown = await tellNotices(tx, rows.slice(0, limit))
      const first = { cursor: query.cursor, read: rows.length, limit }
      return {
        rows: shown,
        inAll: await inAllOf(first, () => countUpTo(tx, noticesListed(wanted))),
        next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
        sums: after === null ? await noticeSums(tx, wanted) : null,
      }
    },
    { readOnly: true },
  )
}

/** The same by day and kind. */
export const listDays = (needs: SupplyNeeds, { query }: PublicCall<'gift.days'>) =>
  inTransaction(needs.db.app, noScope, async (tx) => ({ rows: await noticeDays(tx, filterOf(query)) }), {
    readOnly: true,
  })

type Words = {
  readonly headings: readonly string[]
  readonly whats: Readonly<Record<NoticeKind, string>>
  readonly correction: string
  readonly donors: Readonly<Record<DonorKind, string>>
  readonly uses: Readonly<Record<GiftUse, string>>
  readonly causes: Readonly<Record<FailCause, string>>
}
const wordsIn: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    headings: [
      '日期',
      '事项',
      '更正',
      '地区',
      '品类',
      '数量',
      '单位',
      '捐赠人',
      '去向',
      '用途',
      '处置原因',
      '捐赠编号',
    ],
    whats: { received: '接收', issued: '发放', disposed: '处置' },
    correction: '更正',
    donors: { person: '爱心人士', organisation: '爱心单位', unknown: '爱心人士' },
    uses: { ward: '医疗', nonClinical: '非医疗' },
    causes: {
      ...{
        expired: '过期',
        damaged: '破损',
        dirty: '污染',
        unsafe: '不安全',
        noLicence: '无证照',
        notAsSaid: '与所述不符',
      },
      other: '其他',
    },
  },
  en: {
    headings: [
      ...['day', 'what', 'correction', 'place', 'kind', 'quantity', 'unit', 'donor', 'to', 'use', 'cause', 'gift'],
    ],
    whats: { received: 'received', issued: 'issued', disposed: 'disposed of' },
    correction: 'correction',
    donors: { person: 'a donor', organisation: 'an organisation', unknown: 'a donor' },
    uses: { ward: 'clinical', nonClinical: 'non-clinical' },
    causes: {
      ...{ expired: 'expired', damaged: 'damaged', dirty: 'dirty', unsafe: 'unsafe', noLicence: 'no papers' },
      ...{ notAsSaid: 'not as said', other: 'other' },
    },
  },
}
const pageRows = 500

/** The published lines as a file. */
export const exportPublished = async (
  needs: SupplyNeeds,
  { query, reply }: PublicCall<'gift.file'>,
): Promise<undefined> => {
  const { language } = query
  const words = wordsIn[language]
  const wanted = filterOf(query)
  const kinds = new Map(
    (await inTransaction(needs.db.app, noScope, (tx) => giftKinds(tx, null), { readOnly: true })).map((one) => [
      one.code,
      one,
    ]),
  )
  async function* rows() {
    for (let after: string | null = null; ; ) {
      const from: string | null = after
      const shown: GiftNotice[] = await inTransaction(
        needs.db.app,
        noScope,
        async (tx) => tellNotices(tx, await noticesIn(tx, { ...wanted, after: from, limit: pageRows })),
        { readOnly: true },
      )
      for (const n of shown) {
        const kind = kinds.get(n.kind)
        yield [
          ...[n.day, words.whats[n.what], n.correction ? words.correction : null, n.county.name],
          ...[(language === 'en' ? kind?.name_en : kind?.name) ?? n.kind, n.quantity, kind?.unit ?? null],
          ...[n.donor.name ?? words.donors[n.donor.kind], n.to, n.use === null ? null : words.uses[n.use]],
          ...[n.cause === null ? null : words.causes[n.cause], n.number],
        ]
      }
      if (shown.length < pageRows) return
      after = shown.at(-1)?.id ?? null
    }
  }
  await needs.sendTable(reply, { format: 'csv', name: 'gifts', headings: words.headings, rows: rows() })
}
