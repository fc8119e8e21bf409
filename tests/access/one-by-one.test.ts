import { type RouteId, routeOf } from '@lianfang/contract'
import type { Role } from '@lianfang/domain/org'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Caller } from '../support/world.js'
import { allRoutes, cases } from './cases.js'
import { factsOf } from './facts.js'
import { type Aim, type Aimed, callerOf, type Fixture, makeFixture } from './fixture.js'
import type { AccessCase, Reach } from './who.js'

// A case of the matrix moves everything that it names to the other place together. Here one thing at a time is another
// place's, and all else stays the caller's own.

type Named = Exclude<keyof Aimed, 'mark' | 'idNumber'>

/** What may be another place's, and why. */
const mayCross: Readonly<Partial<Record<RouteId, readonly Named[]>>> = {
  // Somebody is asked over to another township or county by those who serve them: that is what a move is.
  'move.ask': ['township'],
  // Medics of the county serve in teams of any township; a worker does not.
  'team.create': ['medic'],
  'team.change': ['medic'],
  'substitute.set': ['medic'],
  // Goods are sent to any store of the nation: where they go is no right over it.
  'stock.send': ['otherStore'],
  // A pattern is of one township's entries: of who enters nothing there none is found, and the note names nobody's record.
  'check.pattern': ['account'],
}

/** Outcomes of commands that did nothing, and say why. */
const undone = ['refused', 'stale', 'wrong']

/** Asked of a list: rows judged one by one, each with its own answer. */
const judgedByRow: readonly RouteId[] = ['account.import']

/** What a case names of the place it is aimed at. */
const namedBy = ({ ask }: AccessCase, at: Aimed): readonly Named[] => {
  const named = new Set<string>()
  const watched = new Proxy(at, {
    get: (target, key) => {
      named.add(String(key))
      return Reflect.get(target, key)
    },
  })
  // Read whole: what is asked for is named when it is written down.
  JSON.stringify(ask(watched))
  return [...named].filter((key): key is Named => key !== 'mark' && key !== 'idNumber' && key in at)
}

type Crossing = { readonly role: Role; readonly to: Exclude<Aim, 'inside'> }

/** Who may ask a route at all, and what is another place's to them. */
const crossingsOf = ({ who }: AccessCase): readonly Crossing[] =>
  (Object.entries(who) as readonly (readonly [Role, Reach])[]).flatMap(([role, reach]) => {
    if (reach === 'self' || reach === 'counts') return []
    return reach === 'own'
      ? [
          { role, to: 'edge' as const },
          { role, to: 'outside' as const },
        ]
      : [{ role, to: 'outside' as const }]
  })

describe('[X2] a request of which one thing alone is another place’s is refused', () => {
  let fixture: Fixture
  const callers = new Map<Role, Caller>()
  const callerFor = async (role: Role): Promise<Caller> => {
    const known = callers.get(role) ?? (await callerOf(fixture, role))
    callers.set(role, known)
    return known
  }
  beforeAll(async () => {
    fixture = await makeFixture()
  })
  afterAll(() => fixture.w.close())

  const crossed = async (id: RouteId, c: AccessCase, named: Named, { role, to }: Crossing): Promise<string | null> => {
    const { inside, [to]: other } = fixture.at
    const asked = c.ask({ ...inside, [named]: other[named] })
    const caller = await callerFor(role)
    const before = [await factsOf(fixture, inside.township), await factsOf(fixture, other.township)]
    const reply = await caller.call(id, asked)
    const after = [await factsOf(fixture, inside.township), await factsOf(fixture, other.township)]
    const told = reply.text.includes(other.mark) ? 'tells of it' : ''
    const changed = JSON.stringify(before) === JSON.stringify(after) ? '' : 'changes something'
    const done = reply.status < 400 && !undone.some((outcome) => reply.text.includes(`"outcome":"${outcome}"`))
    // Of what is only read it counts what is told.
    const command = routeOf(id).method !== 'GET' && c.list !== true && !judgedByRow.includes(id)
    const answered = done && command ? `answers ${reply.status} ${reply.text.slice(0, 120)}` : ''
    const wrong = [told, changed, answered].filter((text) => text !== '')
    return wrong.length === 0 ? null : `${role}, ${named} ${to}: ${wrong.join(', ')}`
  }

  for (const id of allRoutes) {
    const c = cases[id]
    if (c === 'public') continue
    test(id, async () => {
      const named = namedBy(c, fixture.at.inside).filter((key) => mayCross[id]?.includes(key) !== true)
      if (namedBy(c, fixture.at.inside).length < 2) return
      const found: (string | null)[] = []
      for (const one of named) for (const crossing of crossingsOf(c)) found.push(await crossed(id, c, one, crossing))
      expect(found.filter((text) => text !== null)).toEqual([])
    })
  }
})
