import { createHash } from 'node:crypto'
import { dayIn, type Instant, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import type { Database } from '../../kernel/db/index.js'
import type { SendTable } from '../../kernel/http/index.js'
import { openGate, type Policy } from '../../kernel/policy/index.js'
import type { MedicineDoor } from '../care/index.js'

/** What the supply module is handed. */
export type SupplyNeeds = {
  readonly db: Database
  readonly policy: Policy
  /** Milliseconds since 1970; a test moves it. */
  readonly now: () => number
  /** IANA zone of the places. */
  readonly zone: string
  readonly sendTable: SendTable
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

/** The same with the values of the stock rule at the grassroots (K9, E10). */
export const grassRules = async (needs: SupplyNeeds, place: PlaceCode) => {
  const at: Instant = instantOf(needs.now())
  const today = dayIn(at, needs.zone)
  const found = await needs.policy.supply(place, today)
  return { at, today, values: openGate(found.grassroots), books: openGate(found.books) }
}
export type GrassRules = Awaited<ReturnType<typeof grassRules>>
