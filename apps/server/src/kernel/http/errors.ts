import { randomUUID } from 'node:crypto'
import { type ProblemBody, type ProblemCode, problems } from '@lianfang/contract'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodError } from 'zod'
import { isProblem, type Problem, problem, problemBehind } from '../problems/index.js'

/** Fields of a refused request: where and what, never the value itself. */
export const invalid = (error: ZodError): Problem & { readonly fields: ProblemBody['fields'] } =>
  Object.assign(problem('request.invalid'), {
    fields: error.issues.slice(0, 50).map((issue) => ({ path: issue.path.join('.'), message: issue.code })),
  })

/** Where a text holds half a character (a lone surrogate), which no database takes; null where none does. */
const halfCharacterIn = (value: unknown, path: string): string | null => {
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value) ? path : null
  if (typeof value !== 'object' || value === null) return null
  for (const [key, item] of Object.entries(value)) {
    const found = halfCharacterIn(item, path === '' ? key : `${path}.${key}`)
    if (found !== null) return found
  }
  return null
}

/** Refuses what cannot be stored, naming the field, before anything is decided with it. */
export const refuseHalfCharacters = (value: unknown): void => {
  const path = halfCharacterIn(value, '')
  if (path !== null) throw Object.assign(problem('request.invalid'), { fields: [{ path, message: 'invalid_format' }] })
}

const send = (reply: FastifyReply, body: ProblemBody): FastifyReply =>
  reply.code(body.status).type('application/problem+json').send(body)

const bodyOf = (code: ProblemCode, rest: Partial<ProblemBody> = {}): ProblemBody => ({
  type: `/problems/${code}`,
  title: code,
  status: problems[code].status,
  code,
  ...rest,
})

/** Finds the problem behind an error that is not one of ours. Null: a bug, answered 500 with a reference. */
const known = (error: FastifyError & { code?: string }): ProblemCode | null => {
  const behind = problemBehind(error)
  if (behind !== null) return behind
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'request.too-large'
  if (error.code === '42501') return 'forbidden'
  if (error.statusCode === 429) return 'session.slow-down'
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) return 'request.invalid'
  return null
}

/** Somebody who typed an address, not a program that asks the interface. */
const isReader = ({ method, url, headers }: FastifyRequest): boolean =>
  method === 'GET' && !url.startsWith('/api/') && headers.accept?.includes('text/html') === true

/** An address that is refused before a route is found (a part too long, a sign that is none): never echoed. */
export const badAddress = (_error: unknown, _request: FastifyRequest, reply: FastifyReply): void => {
  send(reply, bodyOf('request.invalid'))
}

type ErrorNeeds = {
  readonly log: (line: string) => void
  /** The page that says so to a reader at an address that nobody has; without pages it is a problem like any other. */
  readonly lostPage?: (reply: FastifyReply) => FastifyReply
}

/**
 * Answers problems as RFC 9457. Anything else is a bug: a 500 with a reference, and one log line that holds the stack and
 * the reference but no values of the request.
 */
export const registerErrors = (app: FastifyInstance, { log, lostPage }: ErrorNeeds): void => {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (isProblem(error)) {
      const fields = 'fields' in error ? { fields: error.fields as ProblemBody['fields'] } : {}
      return send(
        reply,
        bodyOf(error.problem, { details: error.details, ...(fields.fields ? { fields: fields.fields } : {}) }),
      )
    }
    const code = known(error)
    if (code !== null) return send(reply, bodyOf(code))
    const reference = randomUUID().slice(0, 8)
    log(`bug ${reference} ${request.method} ${request.routeOptions.url ?? ''} ${safeStack(error)}`)
    return send(reply, bodyOf('internal', { reference }))
  })
  app.setNotFoundHandler((request, reply) =>
    lostPage !== undefined && isReader(request) ? lostPage(reply.code(404)) : send(reply, bodyOf('not-found')),
  )
}

// A database error's message may quote a value ("invalid input syntax for type uuid: …"): its code and place are enough.
const safeStack = (error: Error & { code?: string; routine?: string }): string => {
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((l) => /^\s+at /.test(l))
    .slice(0, 8)
  const name =
    error.routine === undefined
      ? `${error.name}: ${error.message}`
      : `database error ${error.code ?? ''} in ${error.routine}`
  return [name, ...frames].join('\n')
}
