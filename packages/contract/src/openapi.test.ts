import { expect, test } from 'vitest'
import { describeApi } from './openapi.js'
import { problems } from './problems.js'
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
