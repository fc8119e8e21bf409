/** A team with the villages it serves. People are key people; members those who work now, substitutes included, as `workShares` divides them. */
export type LoadedTeam = {
  readonly id: string
  readonly members: number
  readonly villages: readonly { readonly code: string; readonly people: number }[]
  /** People it serves by closer bindings than a village: a load that no village takes along. */
  readonly closer: number
}

/** A village without a team. */
export type LooseVillage = { readonly code: string; readonly people: number }

export type BalanceMove = {
  readonly village: string
  readonly people: number
  /** Null where the village had no team. */
  readonly from: string | null
  readonly to: string
}

type Place = { readonly code: string; readonly people: number; readonly from: string | null }
type Bin = { readonly id: string; readonly members: number; people: number; villages: Place[] }

const peopleOf = (villages: readonly { readonly people: number }[]): number =>
  villages.reduce((sum, v) => sum + v.people, 0)

/** People a member; a team of nobody can take nobody. */
const loadOf = (people: number, members: number): number =>
  members === 0 ? Number.POSITIVE_INFINITY : people / members

const byLoad = (bins: readonly Bin[]): Bin[] =>
  [...bins].sort((a, b) => loadOf(a.people, a.members) - loadOf(b.people, b.members) || (a.id < b.id ? -1 : 1))

const give = (bin: Bin, village: Place): void => {
  bin.villages.push(village)
  bin.people += village.people
}

const take = (bin: Bin, village: Place): void => {
  bin.villages = bin.villages.filter((v) => v.code !== village.code)
  bin.people -= village.people
}

/** A village that changes hands meets strangers: only for a tenth less work of the fullest team. */
const WORTH_A_MOVE = 0.9

/** The village whose move from the fullest team to the emptiest lowers the higher of their two loads most; null if none does. */
const bestMove = (full: Bin, free: Bin): Place | null => {
  const now = loadOf(full.people, full.members)
  let best: { readonly village: Place; readonly load: number } | null = null
  for (const village of full.villages) {
    const after = Math.max(
      loadOf(full.people - village.people, full.members),
      loadOf(free.people + village.people, free.members),
    )
    const better = best === null ? after < now * WORTH_A_MOVE : after < best.load
    if (better) best = { village, load: after }
  }
  return best?.village ?? null
}

/** More moves than this at once are not a proposal that somebody can look through. */
const MOST_MOVES = 40

/**
 * Proposes which villages go to which team so that each member serves about as many people (K2): first those without a team,
 * the largest first, to the team with the lightest load; then one village at a time from the fullest to the lightest while
 * that helps. It changes little, takes no village apart, and a person accepts it. Deterministic: the same teams, the same
 * proposal.
 */
export const proposeBalance = (
  teams: readonly LoadedTeam[],
  loose: readonly LooseVillage[],
): readonly BalanceMove[] => {
  const bins = teams
    .filter((t) => t.members > 0)
    .map((t): Bin => {
      const villages = t.villages.map((v) => ({ ...v, from: t.id }))
      return { id: t.id, members: t.members, people: t.closer + peopleOf(villages), villages }
    })
  if (bins.length === 0) return []
  const waiting = [...loose].sort((a, b) => b.people - a.people || (a.code < b.code ? -1 : 1))
  for (const village of waiting) {
    const lightest = byLoad(bins)[0]
    if (lightest !== undefined) give(lightest, { ...village, from: null })
  }
  for (let i = 0; i < MOST_MOVES; i += 1) {
    const sorted = byLoad(bins)
    const [free, full] = [sorted[0], sorted.at(-1)]
    const village = free === undefined || full === undefined || free === full ? null : bestMove(full, free)
    if (village === null || free === undefined || full === undefined) break
    take(full, village)
    give(free, village)
  }
  return bins
    .flatMap((bin) => bin.villages.filter((v) => v.from !== bin.id).map((v) => ({ ...v, to: bin.id })))
    .map(({ code, people, from, to }) => ({ village: code, people, from, to }))
    .sort((a, b) => (a.village < b.village ? -1 : 1))
}
