import { type PlaceCode, within } from '../shared/index.js'

/** Trees of organisations beside the divisions: the army, production corps, groups of enterprises, others (X1). */
export const organisationTrees = ['military', 'corps', 'enterprise', 'other'] as const
export type OrganisationTree = (typeof organisationTrees)[number]

/** Levels of a tree, the root counted: a corps has division, regiment, company and less than this below it. */
export const MAX_ORGANISATION_DEPTH = 8

export type OrganisationNode = {
  readonly id: string
  readonly parent: string | null
  readonly tree: OrganisationTree
  /** The division it reports to. */
  readonly place: PlaceCode
  readonly closed: boolean
}

export type AttachFault = 'parent-unknown' | 'parent-closed' | 'other-tree' | 'outside-parent' | 'cycle' | 'too-deep'

type Nodes = ReadonlyMap<string, OrganisationNode>

/** A node and all above it, nearest first; null when the way up comes round to where it was. */
const wayUp = (nodes: Nodes, from: string | null): readonly OrganisationNode[] | null => {
  const way: OrganisationNode[] = []
  for (let at = from; at !== null; ) {
    const node = nodes.get(at)
    if (node === undefined) break
    if (way.includes(node)) return null
    way.push(node)
    at = node.parent
  }
  return way
}

const heightOf = (nodes: Nodes, id: string): number => {
  let height = 1
  for (const node of nodes.values()) {
    const way = wayUp(nodes, node.id) ?? []
    const at = way.findIndex((each) => each.id === id)
    if (at >= 0) height = Math.max(height, at + 1)
  }
  return height
}

const parentFault = (node: OrganisationNode, parent: OrganisationNode | undefined): AttachFault | null => {
  if (parent === undefined) return 'parent-unknown'
  if (parent.closed) return 'parent-closed'
  if (parent.tree !== node.tree) return 'other-tree'
  return within(parent.place, node.place) ? null : 'outside-parent'
}

/**
 * Whether a node may stand where it says (X1): below an open parent of its own tree whose place it lies in, in no circle,
 * at most eight levels deep with all that hangs below it, and its children still lie within its place. `nodes` holds the
 * way up from the parent and all below the node, as they stand now. Null: it may.
 */
export const attachFault = (nodes: Nodes, node: OrganisationNode): AttachFault | null => {
  if (node.parent === node.id) return 'cycle'
  const up = wayUp(nodes, node.parent)
  if (up === null || up.some(({ id }) => id === node.id)) return 'cycle'
  const fault = node.parent === null ? null : parentFault(node, nodes.get(node.parent))
  if (fault !== null) return fault
  if (up.length + heightOf(nodes, node.id) > MAX_ORGANISATION_DEPTH) return 'too-deep'
  const children = [...nodes.values()].filter(({ parent }) => parent === node.id)
  return children.every(({ place }) => within(node.place, place)) ? null : 'outside-parent'
}
