import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { type Day, dayIn, type Instant, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import type { Database } from '../../kernel/db/index.js'
import type { SendTable } from '../../kernel/http/index.js'
import type { Keys } from '../../kernel/keys/index.js'
import { openGate, type Policy } from '../../kernel/policy/index.js'
import type { MedicineDoor } from '../care/index.js'

/** What the supply module is handed. */
export type SupplyNeeds = {
  readonly db: Database
  /** Seals who gives (E10). */
  readonly keys: Pick<Keys, 'newPersonKey' | 'seal' | 'open'>
  readonly policy: Policy
  /** Milliseconds since 1970; a test moves it. */
  readonly now: () => number
  /** IANA zone of the places. */
  readonly zone: string
  readonly sendTable: SendTable
  /** What the platform itself recorded by county and day, for sums that tell no few (care, handed in by compose). */
  readonly begun: (
    place: PlaceCode,
    today: Day,
  ) => Promise<{
    readonly counts: readonly { readonly county: string; readonly day: Day; readonly count: number }[]
    /** The last day that is over. */
    readonly until: Day
    readonly leastOf: (county: string) => number
  }>
  /** Opens an uploaded file as a table (interop, handed in by compose). */
  readonly openUpload: (upload: { readonly stream: Readable }) => Promise<{
    readonly rows: AsyncIterable<{ readonly number: number; readonly cells: readonly string[] }>
    readonly close: () => Promise<void>
  }>
  /** Requests for medicine, as care keeps them. */
  readonly medicine: MedicineDoor
}

/** Now, the day it is, and the values of reports in force at a place. */
export const reportRules = async (needs: SupplyNeeds, place: PlaceCode) => {
  const at: Instant = instantOf(needs.now())
  const today = dayIn(at, needs.zone)
  return { at, today, values: openGate((await needs.policy.supply(place, today)).reports) }
}

/** The same with the values of the books of stock (E9). */
export const bookRules = async (needs: SupplyNeeds, place: PlaceCode) => {
  const at: Instant = instantOf(needs.now())
  const today = dayIn(at, needs.zone)
  return { at, today, values: openGate((await needs.policy.supply(place, today)).books) }
}

/** What a command said, to tell a repeat from another command under the same id. */
export const hashOf = (about: string, body: object): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([about, ...Object.entries(body).sort()]))
    .digest()

/** The same with the values of requests, offers and requisitions (E3); quantities are bounded as those of the books. */
export const dealRules = async (needs: SupplyNeeds, place: PlaceCode) => {
  const at: Instant = instantOf(needs.now())
  const today = dayIn(at, needs.zone)
  const found = await needs.policy.supply(place, today)
  return {
    at,
    today,
    requests: openGate(found.requests),
    transfers: openGate(found.transfers),
    requisitions: openGate(found.requisitions),
    books: openGate(found.books),
  }
}
export type DealRules = Awaited<ReturnType<typeof dealRules>>

/** The same with the values of consignments on the road (E5), and those of the books that they write. */
export const moveRules = async (needs: SupplyNeeds, place: PlaceCode) => {
  const books = await bookRules(needs, place)
  const values = openGate((await needs.policy.supply(place, books.today)).moves)
  return { at: books.at, today: books.today, zone: needs.zone, now: needs.now, books, values }
}
export type MoveRules = Awaited<ReturnType<typeof moveRules>>
/** The same with the values of the stock rule at the grassroots (K9, E10). */
export const grassRules = async (needs: SupplyNeeds, place: PlaceCode) => {
  const at: Instant = instantOf(needs.now())
  const today = dayIn(at, needs.zone)
  const found = await needs.policy.supply(place, today)
  return { at, today, values: openGate(found.grassroots), books: openGate(found.books) }
}
export type GrassRules = Awaited<ReturnType<typeof grassRules>>

/** The same with the values of units that have a serial number (E9). */
export const assetRules = async (needs: SupplyNeeds, place: PlaceCode) => {
  const books = await bookRules(needs, place)
  const values = openGate((await needs.policy.supply(place, books.today)).assets)
  return { at: books.at, today: books.today, now: needs.now, books, values }
}
export type AssetRules = Awaited<ReturnType<typeof assetRules>>
