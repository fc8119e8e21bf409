import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pagesOf, type Shown } from './axe-pages.js'

const app = join(import.meta.dirname, '../../apps/web/src/app')
const sourceOf = (name: string): string => readFileSync(join(app, name), 'utf8')

/** Pages that show nothing of their own, each with what they are instead. */
const passedThrough: ReadonlyMap<string, string> = new Map([
  ['/', 'goes on to what waits for the reader'],
  ['/board', 'goes on to the board of the reader’s place'],
  ['/sign-in/oidc', 'goes on once the identity provider has answered; seen in provider.test.ts'],
])

/** The addresses of the desk's router, as its files write them: at the top, or inside another page. */
const deskPaths = (): readonly string[] => {
  const text = ['routes-office.tsx', 'routes-people.tsx'].map(sourceOf).join('\n')
  const top = new Map<string, string>()
  for (const [, name = '', path = ''] of text.matchAll(/const (\w+) = createRoute\(\{\s*\.\.\.at\('([^']+)'\)/g)) {
    top.set(name, path)
  }
  const inside = [...text.matchAll(/getParentRoute: \(\) => (\w+),\s*path: '([^']+)'/g)]
  const made = text.match(/createRoute\(/g)?.length
  const found = [...top.values(), ...inside.map(([, parent = '', path = '']) => `${top.get(parent)}${path}`)]
  // Nobody reads past a route that is written in another way.
  expect(found).toHaveLength(made ?? 0)
  return found
}

/** The first parts of the addresses of the field's pages, as its program tells them apart. */
const fieldPaths = (): readonly string[] => {
  const text = sourceOf('field-app.tsx')
  const screens = text.slice(text.indexOf('const screenOf'), text.indexOf('const Screens'))
  return [...new Set([...screens.matchAll(/first === '(\w*)'/g)].map(([, first = '']) => `/field/${first}`))]
}

const ids = new Proxy({} as Shown, { get: () => 'x' }) // every id a page is named by
const seen = pagesOf(ids).map(({ path }) => path.replace(/[?#].*$/, ''))

/** Whether an address is one of a route's: its parts the same, but for those that name a thing. */
const isOf = (route: string, path: string): boolean => {
  const [parts, given] = [route.split('/'), path.split('/')]
  return parts.length === given.length && parts.every((part, i) => part.startsWith('$') || part === given[i])
}

/** What a route with a name in its place must not be taken for: /teams/away is no team. */
const lookedAt = (route: string, routes: readonly string[]): boolean =>
  seen.some((path) => {
    const fitting = routes.filter((one) => isOf(one, path))
    const nearest = fitting.find((one) => !one.includes('$')) ?? fitting[0]
    return nearest === route
  })

test('[X4] every page of the desk is looked at for obstacles', () => {
  const routes = deskPaths()
  expect(routes.length).toBeGreaterThan(50)
  expect(routes.filter((route) => !passedThrough.has(route) && !lookedAt(route, routes))).toEqual([])
})

test('[X4] every page of the field is looked at for obstacles', () => {
  const paths = fieldPaths()
  expect(paths.length).toBeGreaterThan(12)
  const reached = seen.map((path) => `/field/${path.split('/')[2] ?? ''}`)
  expect(paths.filter((path) => !reached.includes(path))).toEqual([])
})
