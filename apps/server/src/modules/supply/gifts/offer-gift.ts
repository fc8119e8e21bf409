import type { GiftFollow, GiftInfo, OfferGift } from '@lianfang/contract'
import { addDays, DAY_MS, type Day, type PlaceCode, parseDay } from '@lianfang/domain/shared'
import { publishedName, readQuantity } from '@lianfang/domain/supply'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, linkScope, noScope, type Tx } from '../../../kernel/db/index.js'
import type { PublicCall } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { hashOf, type SupplyNeeds } from '../needs.js'
import { giftCodeOf, numberOf } from './codes.js'
import { type GiftRules, giftRules, todayAt } from './rules.js'
import {
  type GiftKind,
  giftByCode,
  giftKinds,
  giftsSince,
  type LineRow,
  linesOf,
  noticesOf,
  receivingCounties,
} from './sql.js'
import { addDonor, addGift, addLines, addName } from './sql-save.js'
import { donorField, tellNotices } from './tell.js'

const tellKind = ({ code, name, name_en, unit }: GiftKind) => ({ code, name, nameEn: name_en, unit })

/** What the page of offers must know: kinds, and where gifts are taken in. */
export const readInfo = (needs: SupplyNeeds): Promise<GiftInfo> =>
  inTransaction(
    needs.db.app,
    noScope,
    async (tx) => {
      const counties = await receivingCounties(tx)
      const prefectures = counties.map((code) => code.slice(0, 4) as PlaceCode) // the start of a county's code
      const names = await placesByCode(tx, [...new Set([...counties, ...prefectures])])
      const rules = await giftRules(needs, '' as PlaceCode) // the nation
      return {
        kinds: (await giftKinds(tx, null)).map(tellKind),
        places: counties.map((code) => ({
          code,
          name: names.get(code)?.name ?? code,
          within: names.get(code.slice(0, 4) as PlaceCode)?.name ?? '', // as above
        })),
        ...{ lines: rules.gifts.lines, today: rules.today },
      }
    },
    { readOnly: true },
  )

/** A line as it is offered: whole units of the kind; what no kind fits is described in words. */
const lineOf = (
  line: OfferGift['lines'][number],
  n: number,
  { kinds, rules }: { readonly kinds: readonly GiftKind[]; readonly rules: GiftRules },
): Omit<LineRow, 'gift'> => {
  const kind = kinds.find(({ code }) => code === line.kind)
  if (line.kind !== null && kind === undefined) throw problem('gift.line', { line: n + 1, why: 'kind' })
  const of = { unit: kind?.unit ?? 'piece', keeping: 'lot', perPack: null } as const
  const unit = kind === undefined ? of.unit : line.unit
  const read = readQuantity({ quantity: line.quantity, unit, serial: null }, of, rules.books)
  if ('fault' in read) throw problem('gift.line', { line: n + 1, why: read.fault.why, most: rules.books.mostUnits })
  const expiry = line.expiry === null ? null : parseDay(line.expiry)
  if (line.expiry !== null && expiry === null) throw problem('gift.line', { line: n + 1, why: 'expiry' })
  const { words, lot, claimed } = line
  return { n, kind: line.kind, words, quantity: read.units, unit: line.unit, lot, expiry, claimed }
}

const readyDay = (text: string, { today, transfers }: GiftRules): Day => {
  const day = parseDay(text)
  if (day === null || day > addDays(today, transfers.aheadDays)) throw problem('gift.day')
  return day
}

const checkRoom = async (tx: Tx, place: PlaceCode, rules: GiftRules): Promise<void> => {
  if (!(await receivingCounties(tx)).includes(place)) throw problem('gift.place')
  if ((await giftsSince(tx, place, new Date(rules.at - DAY_MS))) >= rules.gifts.offersADay) throw problem('gift.busy')
}

/**
 * Takes an offer from anybody (E3). Donor's name and contact are sealed; the code is known to the donor's browser alone, and
 * its hash is all that is kept. A repeat is answered with the same number.
 */
export const offerGift = async (needs: SupplyNeeds, { body }: PublicCall<'gift.offer'>) => {
  const { token, id, place, donor, named, ...said } = body
  const rules = await giftRules(needs, place)
  const code = giftCodeOf(token)
  const hash = hashOf('gift.offer', { id, place, donor, named, ...said })
  const number = numberOf(id)
  return inTransaction(needs.db.app, linkScope(code), async (tx) => {
    const before = await giftByCode(tx, code)
    if (before !== undefined) {
      if (before.id !== id || !before.body_hash.equals(hash)) throw problem('command.other-body', { id })
      return { outcome: 'already-recorded' as const, number }
    }
    if (said.lines.length > rules.gifts.lines) throw problem('gift.line', { most: rules.gifts.lines })
    await checkRoom(tx, place, rules)
    const codes = [...new Set(said.lines.flatMap(({ kind }) => (kind === null ? [] : [kind])))]
    const kinds = await giftKinds(tx, codes)
    const lines = said.lines.map((line, n) => lineOf(line, n, { kinds, rules }))
    const gift = { home: place, id }
    const made = await addGift(tx, {
      ...{ ...gift, number, code, source: 'public', state: 'offered', donor_kind: donor.kind },
      ...{ country: donor.country, named, directed: said.directed, ready_on: readyDay(said.readyOn, rules) },
      ...{ lies: said.lies, transport: said.transport, note: said.note, store: null, store_name: null },
      ...{ at: new Date(rules.at), body_hash: hash },
    })
    if (made === 0) throw problem('command.other-body', { id })
    await sealDonor(needs, tx, gift, donor)
    const name = publishedName(named, donor.name)
    if (name !== null) await addName(tx, gift, name)
    await addLines(tx, gift, lines)
    await writeAudit(tx, null, { action: 'gift.offer', subject: id, place })
    return { outcome: 'recorded' as const, number }
  })
}

/** Seals who gives, under a key of the gift's own. */
export const sealDonor = (
  { keys }: Pick<SupplyNeeds, 'keys'>,
  tx: Tx,
  gift: { readonly home: PlaceCode; readonly id: string },
  { name, contact }: { readonly name: string; readonly contact: string },
): Promise<number> => {
  const key = keys.newPersonKey()
  const sealed = keys.seal({ key, at: donorField(gift), text: JSON.stringify({ name, contact }) })
  return addDonor(tx, gift, { keyId: key.keyId, wrapped: key.wrapped, sealed })
}

/** Where a gift is, to who has its code (E10). A code that never was is answered like any other that reaches nothing. */
export const followGift = (needs: SupplyNeeds, { body }: PublicCall<'gift.follow'>): Promise<GiftFollow> => {
  const code = giftCodeOf(body.token)
  return inTransaction(
    needs.db.app,
    linkScope(code),
    async (tx) => {
      const row = await giftByCode(tx, code)
      if (row === undefined) throw problem('gift.unknown')
      const lines = await linesOf(tx, [row.id])
      const notices = await noticesOf(tx, row)
      const kinds = [...lines.flatMap(({ kind }) => (kind === null ? [] : [kind])), ...notices.map(({ kind }) => kind)]
      const names = await placesByCode(tx, [row.home])
      return {
        ...{ number: row.number, state: row.state, offeredAt: new Date(row.at).toISOString(), named: row.named },
        county: { code: row.home, name: names.get(row.home)?.name ?? row.home },
        donor: { kind: row.donor_kind, name: row.name },
        ...{ directed: row.directed, store: row.store_name },
        lines: lines.map(({ gift: _gift, ...line }) => line),
        declined: row.declined_why === null ? null : { reason: row.declined_why, text: row.declined_text ?? '' },
        notices: await tellNotices(tx, notices),
        kinds: (await giftKinds(tx, [...new Set(kinds)])).map(tellKind),
        today: todayAt(needs),
      }
    },
    { readOnly: true },
  )
}
