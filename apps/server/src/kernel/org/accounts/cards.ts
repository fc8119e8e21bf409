import { randomBytes } from 'node:crypto'
import { isRole, type Role } from '@lianfang/domain/org'
import { addDays, dayIn, instantOf, type PlaceCode, startOfDay, townshipOf } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import QRCode from 'qrcode'
import { writeAudit } from '../../audit/index.js'
import { cardHashOf } from '../../auth/index.js'
import { type Database, inTransaction, type Tx } from '../../db/index.js'
import type { Call } from '../../http/index.js'
import { problem } from '../../problems/index.js'
import { type PlaceName, placesByCode } from '../places.js'
import { waitingSql } from './accounts.js'

/** Two weeks: long enough to hand out in every village, short enough for paper that lies on tables. */
const cardDays = 14

type CardNeeds = { readonly db: Database; readonly now: () => number; readonly zone: string }

type Holder = {
  readonly id: string
  readonly name: string
  readonly login: string
  readonly place: PlaceCode
  readonly waiting: boolean
  readonly role: Role | null
  readonly at: PlaceCode | null
}

/** Accounts as the administrator sees them, locked in one order; with the first of their roles. */
const lockHolders = (tx: Tx, ids: readonly string[]): Promise<Holder[]> =>
  tx.rows(sql<Holder>`
    select a.id, a.name, a.login, a.place, ${waitingSql} as waiting, g.role, g.place as at
    from kernel.account a join kernel.credential c on c.account = a.id
    left join lateral (select role, place from kernel.account_grant g
      where g.account = a.id and g.withdrawn_at is null order by length(g.place), g.place, g.role limit 1) g on true
    where a.id = any(${ids}::uuid[]) order by a.id for update of a`)

type NewCard = Holder & { readonly role: Role; readonly at: PlaceCode; readonly secret: string }

const withSecret = (holder: Holder): NewCard[] => {
  const { waiting, role, at } = holder
  if (!waiting || role === null || at === null || !isRole(role)) return []
  return [{ ...holder, role, at, secret: randomBytes(16).toString('base64url') }]
}

type Term = { readonly by: string; readonly at: Date; readonly until: Date }

const saveCards = (tx: Tx, cards: readonly NewCard[], term: Term): Promise<number> =>
  tx.run(sql`
    insert into kernel.first_sign_in (account, secret_hash, made_by, made_at, expires_at)
    select account, decode(hash, 'hex'), ${term.by}::uuid, ${term.at}, ${term.until}
    from unnest(${cards.map((card) => card.id)}::uuid[],
      ${cards.map((card) => cardHashOf(card.secret).toString('hex'))}::text[]) as n (account, hash)
    on conflict (account) do update set secret_hash = excluded.secret_hash, made_by = excluded.made_by,
      made_at = excluded.made_at, expires_at = excluded.expires_at`)

/** Where the pages are, as the caller's browser sees it. */
const originOf = ({ request }: Call<'account.cards'>): string =>
  request.headers.origin ?? `${request.protocol}://${request.headers.host ?? ''}`

const nextTurn = (): Promise<void> => new Promise((done) => setImmediate(done))

const cardOf = async (card: NewCard, origin: string, names: ReadonlyMap<string, PlaceName>) => {
  const { id, name, login, role, at, secret } = card
  const named = (code: PlaceCode): PlaceName => names.get(code) ?? { code, name: code, level: 'county' }
  // The secret stands behind `#`: no server, proxy or log on the way sees it.
  const address = `${origin}/first#${secret}`
  const qrSvg = await QRCode.toString(address, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' })
  await nextTurn() // some 3 ms a code, and the same process answers the county's phones
  const township = at.length === 12 ? named(townshipOf(at)) : null
  return { id, name, login, role, place: named(at), township, address, qrSvg }
}

type Making = Pick<Call<'account.cards'>, 'actor' | 'require'> & {
  readonly ids: readonly string[]
  readonly term: Term
}

/** Throws `not-found` when an account lies outside the place. */
const makeCards = async (tx: Tx, { actor, require, ids, term }: Making) => {
  const holders = await lockHolders(tx, ids)
  if (holders.length < ids.length) throw problem('not-found')
  for (const { place } of holders) require({ place })
  const cards = holders.flatMap(withSecret)
  await saveCards(tx, cards, term)
  for (const { id, at } of cards) await writeAudit(tx, actor, { action: 'account.cards', subject: id, place: at })
  const codes = cards.flatMap(({ at }) => (at.length === 12 ? [at, townshipOf(at)] : [at]))
  return { cards, names: await placesByCode(tx, codes) }
}

/**
 * Makes sign-in cards for accounts whose owners have not set a password (K2, X2). Only hashes are kept, so that a card is shown
 * once; printed anew, the older one stops working.
 */
export const printCards = async (needs: CardNeeds, call: Call<'account.cards'>) => {
  const { actor, scope, body, require } = call
  const ids = [...new Set(body.ids)]
  const now = instantOf(needs.now())
  const until = new Date(startOfDay(addDays(dayIn(now, needs.zone), cardDays + 1), needs.zone))
  const making = { actor, require, ids, term: { by: actor.accountId, at: new Date(now), until } }
  // Fifty audit rows: more than the second of a writing transaction on a busy machine.
  const longMs = 10_000
  const { cards, names } = await inTransaction(needs.db.admin, scope, (tx) => makeCards(tx, making), { longMs })
  const drawn = []
  for (const card of cards) drawn.push(await cardOf(card, originOf(call), names))
  return { until: until.toISOString(), cards: drawn, skipped: ids.length - cards.length }
}
