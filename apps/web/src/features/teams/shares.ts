import type { Reply } from '../../api/client.js'

export type Proposal = Reply<'team.balance'>
type Share = {
  readonly id: string
  readonly name: string
  readonly working: number
  readonly share: number
  readonly before: number
  readonly after: number
}

/** People of each team before and after, when only some of the proposed villages move. */
export const sharesAfter = (
  teams: Proposal['teams'],
  moves: readonly { readonly people: number; readonly from: string | null; readonly to: string }[],
): readonly Share[] => {
  const sum = (of: typeof moves): number => of.reduce((n, { people }) => n + people, 0)
  // Team 2 before team 10, as people count.
  const inOrder = [...teams].sort((a, b) => a.name.localeCompare(b.name, 'und', { numeric: true }))
  return inOrder.map(({ id, name, working, share, before }) => {
    const [given, taken] = [sum(moves.filter((m) => m.to === id)), sum(moves.filter((m) => m.from === id))]
    return { id, name, working, share, before, after: before + given - taken }
  })
}
