import { type AnyRoute, type RouteId, routeOf, routes } from '@lianfang/contract'
import { type Actor, actingFor, mayAnywhere } from '@lianfang/domain/org'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodType } from 'zod'
import { writeRefusal } from '../audit/index.js'
import type { LiveSession } from '../auth/index.js'
import { inTransaction, noScope } from '../db/index.js'
import { isProblem, problem } from '../problems/index.js'
import { type Call, type Handler, requireFor, scopeOf } from './context.js'
import { invalid, refuseHalfCharacters } from './errors.js'
import { defaultMay, type HttpNeeds, sessionCookie } from './server.js'

export type Handlers = { readonly [K in RouteId]?: Handler<K> }

/** Handlers of routes that need no session. They are handed no actor. */
export type PublicCall<K extends RouteId> = Pick<Call<K>, 'params' | 'query' | 'body' | 'request' | 'reply'>

const parse = (schema: ZodType | undefined, value: unknown): unknown => {
  if (schema === undefined) return undefined
  const result = schema.safeParse(value ?? {})
  if (!result.success) throw invalid(result.error)
  refuseHalfCharacters(result.data)
  return result.data
}

const findSession = async (needs: HttpNeeds, request: FastifyRequest): Promise<LiveSession> => {
  const token = request.cookies[sessionCookie]
  if (token === undefined || token === '') throw problem('session.none')
  const found = await needs.sessions.find(token)
  if (found.state === 'none') throw problem('session.none')
  if (found.state === 'expired') throw problem('session.expired')
  return found.session
}

/** Nobody asks who is signed in. A cookie that has run out is another thing: its holder is told so. */
const isNobodysQuestion = ({ guard }: AnyRoute, request: FastifyRequest): boolean =>
  guard.kind === 'own' && 'nobodyIsNull' in guard && request.cookies[sessionCookie] === undefined

/** Who acts on this route: an open emergency access counts on the routes it opens and on no other. */
const actorOn = (spec: AnyRoute, { actor }: LiveSession): Actor =>
  actingFor(actor, spec.guard.kind === 'may' ? spec.guard.action : null)

/** Whether a route is closed to a session until its first password is changed. A demonstration's sign-ins have none. */
const awaitsPassword = (spec: AnyRoute, session: LiveSession): boolean =>
  session.mustChange && !(spec.guard.kind === 'own' && 'withFirstPassword' in spec.guard)

const guard = (needs: HttpNeeds, spec: AnyRoute, session: LiveSession): void => {
  if (awaitsPassword(spec, session)) throw problem('password.must-change')
  if (spec.guard.kind !== 'may') return
  if (session.secondFactor === 'missing' && !needs.demonstration) throw problem('session.second-factor-required')
  const mayFn = needs.may ?? defaultMay
  const allowed = mayFn === defaultMay ? mayAnywhere(actorOn(spec, session), spec.guard.action) : true
  if (!allowed) throw problem('forbidden', { action: spec.guard.action })
}

// A refusal is written down, with the action and who, never with what was sent.
const noteRefusal = (needs: HttpNeeds, spec: AnyRoute, session: LiveSession): Promise<void> =>
  inTransaction(needs.db.auth, noScope, (tx) => writeRefusal(tx, session.actor, spec.id))

const call = (needs: HttpNeeds, spec: AnyRoute, session: LiveSession, rest: Parsed) => {
  const actor = actorOn(spec, session)
  return {
    ...rest,
    route: spec,
    session,
    actor,
    scope: scopeOf(actor),
    require: requireFor(needs.may ?? defaultMay, actor, spec.guard.kind === 'may' ? spec.guard.action : null),
  }
}

type Parsed = {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

const answer = (spec: AnyRoute, reply: FastifyReply, result: unknown): unknown => {
  if (reply.sent || 'stream' in spec) return reply
  if (result === undefined) return reply.code(204).send()
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(result))
}

/**
 * Binds every route of the contract: session, guard, parse, handler, answer. Fails at start when a route has no handler,
 * so a route cannot be published and forgotten.
 */
export const bindRoutes = (app: FastifyInstance, needs: HttpNeeds, handlers: Handlers): void => {
  const missing = routes.filter((r) => handlers[r.id] === undefined).map((r) => r.id)
  if (missing.length > 0) throw new Error(`routes without a handler: ${missing.join(', ')}`)
  for (const { id } of routes)
    bindOne(app, needs, { spec: routeOf(id), handler: handlers[id] as (c: unknown) => unknown }) // checked above
}

type Binding = { readonly spec: AnyRoute; readonly handler: (call: unknown) => unknown }

/** What anybody can knock at without a session: a minute has sixty tries of each from one address. */
const isSignIn = ({ guard: { kind, ...rest }, method }: AnyRoute): boolean =>
  kind === 'public' && (method === 'POST' || 'bounded' in rest)

const bindOne = (app: FastifyInstance, needs: HttpNeeds, { spec, handler }: Binding): void => {
  const schemas = spec as { params?: ZodType; query?: ZodType; body?: ZodType } // absent on some routes
  app.route({
    method: spec.method,
    url: `/api${spec.path}`,
    ...(isSignIn(spec) ? { config: { rateLimit: { max: 60, timeWindow: '1 minute' } } } : {}),
    handler: async (request, reply) => {
      if (isNobodysQuestion(spec, request)) return answer(spec, reply, null)
      const session = spec.guard.kind === 'public' ? null : await findSession(needs, request)
      try {
        if (session !== null) guard(needs, spec, session)
        const parsed: Parsed = {
          params: parse(schemas.params, request.params),
          query: parse(schemas.query, request.query),
          body: parse(schemas.body, request.body),
          request,
          reply,
        }
        const result = await handler(session === null ? parsed : call(needs, spec, session, parsed))
        return answer(spec, reply, result)
      } catch (error) {
        if (session !== null && isProblem(error) && error.problem === 'forbidden')
          await noteRefusal(needs, spec, session)
        throw error
      }
    },
  })
}
