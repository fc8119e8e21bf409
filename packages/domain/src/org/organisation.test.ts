import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NATION, type PlaceCode, parsePlaceCode } from '../shared/index.js'
import { attachFault, MAX_ORGANISATION_DEPTH, type OrganisationNode } from './index.js'

const at = (code: string): PlaceCode => parsePlaceCode(code) ?? NATION
const node = (id: string, parent: string | null, rest: Partial<OrganisationNode> = {}): OrganisationNode => ({
  id,
  parent,
  tree: 'enterprise',
  place: NATION,
  closed: false,
  ...rest,
})
const mapOf = (...nodes: readonly OrganisationNode[]) => new Map(nodes.map((each) => [each.id, each]))

/** How deep a node stands, or null when its way up never ends. */
const depthIn = (nodes: ReadonlyMap<string, OrganisationNode>, id: string): number | null => {
  let depth = 0
  for (let up: string | null = id; up !== null; up = nodes.get(up)?.parent ?? null) {
    depth += 1
    if (depth > nodes.size) return null
  }
  return depth
}

test('[X1] whatever is moved where, what is let through stays a forest of eight levels at most', () => {
  const ids = [...'abcdefghijkl']
  const move = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids, null))
  fc.assert(
    fc.property(fc.array(move, { maxLength: 80 }), (moves) => {
      const nodes = mapOf(...ids.map((id) => node(id, null)))
      for (const [id, parent] of moves) {
        const moved = node(id, parent)
        if (attachFault(nodes, moved) === null) nodes.set(id, moved)
      }
      for (const id of ids) {
        const depth = depthIn(nodes, id)
        expect(depth).not.toBeNull()
        expect(depth ?? 99).toBeLessThanOrEqual(MAX_ORGANISATION_DEPTH)
      }
    }),
  )
})

test('[X1] a node cannot stand below itself or below what hangs under it', () => {
  const nodes = mapOf(node('a', null), node('b', 'a'), node('c', 'b'))
  expect(attachFault(nodes, node('a', 'a'))).toBe('cycle')
  expect(attachFault(nodes, node('a', 'c'))).toBe('cycle')
  expect(attachFault(nodes, node('c', 'a'))).toBeNull()
})

test('[X1] eight levels are let through and the ninth is not, also when a branch is moved', () => {
  const chain = [...'abcdefgh'].map((id, i, all) => node(id, i === 0 ? null : (all[i - 1] ?? null)))
  const nodes = mapOf(...chain, node('x', null), node('y', 'x'))
  expect(attachFault(nodes, node('z', 'g'))).toBeNull()
  expect(attachFault(nodes, node('z', 'h'))).toBe('too-deep')
  expect(attachFault(nodes, node('x', 'f'))).toBeNull()
  expect(attachFault(nodes, node('x', 'g'))).toBe('too-deep')
})

test('[X1] a part lies within the place of what it belongs to, in the same tree, below an open one', () => {
  const group = node('a', null, { place: at('42') })
  const nodes = mapOf(group, node('b', 'a', { place: at('421123') }))
  expect(attachFault(nodes, node('c', 'a', { place: at('4211') }))).toBeNull()
  expect(attachFault(nodes, node('c', 'a', { place: at('43') }))).toBe('outside-parent')
  // Moving the group away would leave its part behind.
  expect(attachFault(nodes, { ...group, place: at('43') })).toBe('outside-parent')
  expect(attachFault(nodes, node('c', 'a', { place: at('42'), tree: 'military' }))).toBe('other-tree')
  expect(attachFault(mapOf({ ...group, closed: true }), node('c', 'a', { place: at('42') }))).toBe('parent-closed')
  expect(attachFault(nodes, node('c', 'nobody'))).toBe('parent-unknown')
})
