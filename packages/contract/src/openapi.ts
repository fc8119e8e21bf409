import { z } from 'zod'
import { shareSchemas } from './openapi-shared.js'
import { problems } from './problems.js'
import type { RouteSpec } from './route.js'
import { routes } from './routes.js'

type Json = { readonly [key: string]: unknown }

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  // A transform has no schema of its own: what is sent is described by what it is made from, what is answered is plain.
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

const parametersOf = (schema: z.ZodType | undefined, where: 'path' | 'query'): readonly Json[] => {
  if (schema === undefined) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Readonly<Record<string, Json>>
    required?: readonly string[]
  } // routes declare objects here
  return Object.entries(properties).map(([name, its]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: its,
  }))
}

const bodyOf = (spec: RouteSpec): Json => {
  if (spec.upload) {
    return {
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
    }
  }
  if (spec.body === undefined) return {}
  return {
    requestBody: { required: true, content: { 'application/json': { schema: schemaOf(spec.body, 'input') } } },
  }
}

const answerOf = ({ reply, stream }: RouteSpec): Json => {
  if (stream === 'events') {
    return {
      200: { description: 'server-sent events', content: { 'text/event-stream': { schema: { type: 'string' } } } },
    }
  }
  if (stream === 'file') {
    const schema = { type: 'string', format: 'binary' }
    return { 200: { description: 'a file', content: { 'application/octet-stream': { schema } } } }
  }
  if (reply === undefined) return { 204: { description: 'done' } }
  return { 200: { description: 'done', content: { 'application/json': { schema: schemaOf(reply, 'output') } } } }
}

const guardWords = ({ guard }: RouteSpec): string => {
  if (guard.kind === 'public') return 'Needs no session.'
  if (guard.kind === 'own' && guard.nobodyIsNull)
    return "Touches only what is the caller's own; null without a session."
  if (guard.kind === 'own') return "Needs a session; touches only what is the caller's own."
  return `Needs a session that may \`${guard.action}\`; aimed at: ${guard.target}.`
}

const operationOf = (spec: RouteSpec): Json => ({
  operationId: spec.id,
  tags: [spec.id.split('.')[0]],
  summary: spec.summary,
  description: guardWords(spec),
  parameters: [...parametersOf(spec.params, 'path'), ...parametersOf(spec.query, 'query')],
  ...bodyOf(spec),
  responses: { ...answerOf(spec), default: { $ref: '#/components/responses/Problem' } },
  security: spec.guard.kind === 'public' ? [] : [{ session: [] }],
})

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(problems).sort() },
    details: { type: 'object', additionalProperties: true, description: 'What the sentence of the code names.' },
    fields: {
      type: 'array',
      description: 'Where a request was wrong; never the value itself.',
      items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
    },
    reference: { type: 'string', description: 'Of a bug, to find it in the log.' },
  },
}

/**
 * The published description of the HTTP interface (X5), OpenAPI 3.1, made from the very schemas that parse requests: it
 * cannot say anything else than the program does.
 */
export const describeApi = (version: string): Json => {
  const paths: Record<string, Record<string, Json>> = {}
  for (const spec of routes as readonly RouteSpec[]) {
    const path = `/api${spec.path.replaceAll(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [spec.method.toLowerCase()]: operationOf(spec) }
  }
  const shared = shareSchemas(paths)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lianfang',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description:
        'The working system of a health emergency. Places are statistical codes; instants are UTC; ids are UUIDs, those of commands made by the caller, so that a repeat is answered and not repeated. Every write carries the header `X-Lianfang: 1`.',
    },
    paths: shared.paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'lf_session' } },
      schemas: { ...shared.schemas, Problem: problemSchema },
      responses: {
        Problem: {
          description: 'What is wrong and what to do, by code (RFC 9457).',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  }
}
