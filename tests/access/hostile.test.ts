import type { RouteId } from '@lianfang/contract'
import type { Role } from '@lianfang/domain/org'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Asking, Caller } from '../support/world.js'
import { allRoutes, cases } from './cases.js'
import { callerOf, type Fixture, makeFixture } from './fixture.js'

const mark = 'zqHostileText'
const hostile: Readonly<Record<string, string>> = {
  'SQL that ends a string': `${mark}'); drop table care.person; --`,
  'a script': `<script>document.title='${mark}'</script>`,
  'control characters': `${mark}\u0000\u0007\u001b[2J`,
  'half a character': `${mark}\ud800`,
  'a formula': `=HYPERLINK("http://127.0.0.1/${mark}")`,
  'ten thousand characters': `${mark}${'长'.repeat(10_000)}`,
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** The same value with one string in it replaced, once for each string. */
const eachReplaced = (value: Json, by: string): readonly { readonly at: string; readonly value: Json }[] => {
  if (typeof value === 'string') return [{ at: '', value: by }]
  if (Array.isArray(value)) {
    return value.flatMap((item: Json, i) =>
      eachReplaced(item, by).map((r) => ({ at: `[${i}]${r.at}`, value: value.with(i, r.value) as Json })),
    )
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]: [string, Json]) =>
    eachReplaced(item, by).map((r) => ({ at: `.${key}${r.at}`, value: { ...value, [key]: r.value } })),
  )
}

/** Sessions that end would leave the rest of the test with nobody. */
const apart: readonly RouteId[] = ['live.follow', 'session.end', 'password.change', 'session.act']

/** Everything of the database that leaves a county, a person's row or the house: no free text belongs there. */
const carried = `
  select string_agg(t, '') as text from (
    select coalesce(string_agg(f::text, ''), '') as t from kernel.feed f
    union all select coalesce(string_agg(i::text, ''), '') from kernel.inbox i
    union all select coalesce(string_agg(w::text, ''), '') from kernel.long_work w
    union all select coalesce(string_agg(a::text, ''), '') from kernel.audit a) all_of_them`

describe('[X2] hostile text in every field of every route', () => {
  let fixture: Fixture
  const logged: string[] = []
  const callers = new Map<Role, Caller>()
  beforeAll(async () => {
    fixture = await makeFixture(undefined, (line) => logged.push(line))
  })
  afterAll(() => fixture.w.close())

  const callerFor = async (role: Role): Promise<Caller> => {
    const caller = callers.get(role) ?? (await callerOf(fixture, role))
    callers.set(role, caller)
    return caller
  }

  for (const id of allRoutes) {
    const c = cases[id]
    if (c === 'public' || apart.includes(id)) continue
    const role = (Object.keys(c.who)[0] ?? 'countyOfficer') as Role // a key of a record by role
    test(`${id}: is answered or refused in words, and not written to the log`, async () => {
      const caller = await callerFor(role)
      for (const [kind, text] of Object.entries(hostile)) {
        const { params, query, body } = c.ask(fixture.at.inside)
        // An address cannot carry half a character at all.
        const parts = /\p{Surrogate}/u.test(text) ? { body } : { params, query, body }
        for (const { at, value } of eachReplaced(parts as Json, text)) {
          const asking = { params, query, body, ...(value as Asking) }
          const reply = await caller.call(id, asking as Asking)
          const why = `${kind} in ${at}: ${reply.status} ${reply.text.slice(0, 200)}`
          expect(reply.status, why).toBeLessThan(500)
          if (reply.status >= 400) expect(reply.problem?.code, why).toMatch(/^[a-z0-9.-]+$/)
        }
      }
      expect(logged.filter((line) => line.includes(mark))).toEqual([])
    })
  }

  test('everybody is still there, and no such text stands in what is carried elsewhere', async () => {
    const { w, at } = fixture
    await w.settle()
    const { rows } = await w.admin.query<{ n: number }>(
      'select count(*)::int as n from care.person where township = $1',
      [at.inside.township],
    )
    expect(rows[0]?.n).toBeGreaterThan(0)
    const { rows: all } = await w.admin.query<{ text: string }>(carried)
    expect(all[0]?.text.includes(mark)).toBe(false)
  })
})
