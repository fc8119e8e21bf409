import { expect, test } from 'vitest'
import { z } from 'zod'
import { describeApi } from './openapi.js'
import { problems } from './problems.js'
import type { RouteSpec } from './route.js'
import { routes } from './routes.js'

type Operation = {
  readonly operationId: string
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[]
  readonly requestBody?: unknown
  readonly security: readonly unknown[]
}

const described = describeApi('1') as unknown as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: { readonly Problem: { readonly properties: { code: { enum: string[] } } } } }
} // as describeApi makes it

const operations = Object.entries(described.paths).flatMap(([path, methods]) =>
  Object.values(methods).map((operation) => ({ path, operation })),
)

test('[X5] every route of the product is described, once', () => {
  expect(operations.map((o) => o.operation.operationId).sort()).toEqual(routes.map((r) => r.id).sort())
})

test('[X5] each parameter of a path is described as one, and required', () => {
  for (const { path, operation } of operations) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1])
    const inPath = operation.parameters.filter((p) => p.in === 'path')
    expect(inPath.map((p) => p.name).sort(), operation.operationId).toEqual(named.sort())
    expect(inPath.every((p) => p.required)).toBe(true)
  }
})

test('[X5] what is sent is described for every command, and whether a session is needed', () => {
  for (const spec of routes) {
    const found = operations.find((o) => o.operation.operationId === spec.id)?.operation
    expect(found?.requestBody !== undefined, spec.id).toBe('body' in spec || 'upload' in spec)
    expect(found?.security.length, spec.id).toBe(spec.guard.kind === 'public' ? 0 : 1)
  }
})

test('[X5] every problem that can be answered is in the list of codes', () => {
  expect(described.components.schemas.Problem.properties.code.enum).toEqual(Object.keys(problems).sort())
})

test('[X5] what is told once is found under its name, and with it the description says what every route answers', () => {
  const { schemas } = described.components as unknown as { readonly schemas: Readonly<Record<string, unknown>> } // as describeApi makes it
  const named: string[] = []
  const whole = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(whole)
    if (typeof value !== 'object' || value === null) return value
    const ref = '$ref' in value && typeof value.$ref === 'string' ? value.$ref : null
    if (ref === null || !ref.startsWith('#/components/schemas/'))
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, whole(one)]))
    const name = ref.slice('#/components/schemas/'.length)
    named.push(name)
    expect(Object.keys(schemas)).toContain(name)
    return whole(schemas[name])
  }
  for (const spec of routes as readonly RouteSpec[]) {
    if (spec.reply === undefined) continue
    const found = operations.find((o) => o.operation.operationId === spec.id)?.operation as unknown as {
      readonly responses: { readonly 200: { readonly content: Readonly<Record<string, { readonly schema: unknown }>> } }
    } // as describeApi makes it
    const { $schema: _dialect, ...own } = z.toJSONSchema(spec.reply, { io: 'output', unrepresentable: 'any' })
    expect(whole(found.responses[200].content['application/json']?.schema), spec.id).toEqual(own)
  }
  expect(named).toContain('ConsignmentRead')
})
