import type { AnyRoute, BodyOf, ParamsOf, QueryOf, ReplyOf, RouteId, RouteOf } from '@lianfang/contract'
import { type Action, type Actor, type may, type Role, rowScopeOf, type Target } from '@lianfang/domain/org'
import { countyOf } from '@lianfang/domain/shared'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { LiveSession } from '../auth/index.js'
import type { Scope } from '../db/index.js'
import { problem } from '../problems/index.js'

/** Decides whether an actor may; handed in, so that tests can switch it off and prove that row security holds alone. */
export type MayFn = typeof may

/** What a handler of route K is handed: parsed values, who asks, and the checks. */
export type Call<K extends RouteId> = {
  readonly route: AnyRoute
  readonly params: ParamsOf<RouteOf<K>>
  readonly query: QueryOf<RouteOf<K>>
  readonly body: BodyOf<RouteOf<K>>
  readonly session: LiveSession
  readonly actor: Actor
  /** Row scope of the actor, for `inTransaction`. */
  readonly scope: Scope
  /** Throws `forbidden` unless the actor may do the route's action on the target. */
  readonly require: (target: Target, action?: Action) => void
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

export type Handler<K extends RouteId> = (call: Call<K>) => Promise<ReplyOf<RouteOf<K>>>

/** Roles that see no figure about people. */
const countless: readonly Role[] = [
  'administrator',
  'auditor',
  'enterpriseReporter',
  'liaison',
  'supplyDesk',
  'warehouseKeeper',
  'hospitalRequester',
  'hospitalApprover',
]

/** Reporters of enterprises, keepers of stores and people of hospitals know their own: they see no list of names, of no place. */
const nameless: readonly Role[] = ['enterpriseReporter', 'warehouseKeeper', 'hospitalRequester', 'hospitalApprover']

/** Who works for health centres and clinics, each for those of the own place. */
const ofClinics: readonly Role[] = ['medic', 'townshipManager', 'countyOfficer']

const staffOf = ({ role, place }: Actor): string => {
  if (nameless.includes(role)) return ''
  return place.length > 6 ? countyOf(place) : place === '' ? 'nation' : place
}

/** Row scope, counters and staff names that an actor may see. Viewers and above: counts of their place, nobody's row. */
export const scopeOf = (actor: Actor): Scope => {
  const place = actor.place === '' ? 'nation' : actor.place
  const counts = countless.includes(actor.role) ? '' : place
  return {
    ...rowScopeOf(actor),
    counts,
    staff: staffOf(actor),
    admin: actor.role === 'administrator' ? place : '',
    supply: actor.role === 'supplyDesk' ? place : '',
    grass: ofClinics.includes(actor.role) ? actor.place : '',
    account: actor.accountId,
    link: '',
  }
}

/** The check of one route for one actor. */
export const requireFor =
  (mayFn: MayFn, actor: Actor, routeAction: Action | null) =>
  (target: Target, action?: Action): void => {
    const wanted = action ?? routeAction
    if (wanted === null || !mayFn(actor, wanted, target)) throw problem('forbidden', { action: wanted ?? '' })
  }
