import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import type { ProblemCode } from '@lianfang/contract'
import { may } from '@lianfang/domain/org'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import type { Sessions } from '../auth/index.js'
import type { Database } from '../db/index.js'
import { problem } from '../problems/index.js'
import type { MayFn } from './context.js'
import { badAddress, registerErrors } from './errors.js'
import { safeHeaders } from './safe-headers.js'

export const sessionCookie = 'lf_session'

export type HttpNeeds = {
  readonly db: Database
  readonly sessions: Sessions
  readonly log: (line: string) => void
  readonly secureCookies: boolean
  /** The second factor is set up but not asked in a demonstration. */
  readonly demonstration: boolean
  /** Whose X-Forwarded-For is believed: only a declared proxy's. */
  readonly trustProxy: boolean
  readonly may?: MayFn
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer }
  readonly lostPage?: (reply: FastifyReply) => FastifyReply
}

/** Bodies that are JSON: a megabyte is a thousand commands. Uploads are streams with limits of their own. */
const bodyLimit = 1_048_576

// A server with TLS has another type in Fastify; what we use of both is the same.
const secured = (options: object, https: NonNullable<HttpNeeds['tls']>): FastifyInstance =>
  Fastify({ ...options, https }) as unknown as FastifyInstance

/**
 * Makes the HTTP server: headers (CSP without foreign sources), same-origin writes only, problems as RFC 9457, and nothing
 * of a request in the log.
 */
export const makeHttp = async (needs: HttpNeeds): Promise<FastifyInstance> => {
  const options = {
    logger: false,
    bodyLimit,
    trustProxy: needs.trustProxy,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: badAddress,
  }
  const app: FastifyInstance = needs.tls === undefined ? Fastify(options) : secured(options, needs.tls)
  registerErrors(app, needs)
  const headers = safeHeaders(needs.secureCookies)
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers)
  })
  await app.register(cookie)
  await app.register(rateLimit, { global: false })
  // Files arrive as streams; nothing is parsed before a route asks for it.
  app.addContentTypeParser('application/octet-stream', (_request, _payload, done) => done(null))
  app.addHook('onRequest', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD') return
    const refusal = foreign(request.headers)
    if (refusal !== null) throw problem(refusal)
  })
  return app
}

/**
 * Writes are same-origin: the cookie is SameSite=Strict, browsers say where a request came from, and the program's own
 * header cannot be sent from a foreign page without a preflight, which nobody answers here.
 */
const foreign = (headers: Readonly<Record<string, unknown>>): ProblemCode | null => {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'request.origin'
  const { origin, host } = headers
  if (typeof origin === 'string' && origin !== 'null' && new URL(origin).host !== host) return 'request.origin'
  return headers['x-lianfang'] === '1' ? null : 'request.origin'
}

export const defaultMay: MayFn = may
