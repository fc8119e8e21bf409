/** Somebody who works for a team now: a member who is not away, or who stands in for one. */
export type AtWork = { readonly team: string; readonly account: string }

/**
 * How many people's work each team has today (K2): whoever works for several teams is divided among them in equal parts, so that
 * the teams' sums add up to the people there are. Counted whole in each, a medic of five teams was five medics, and none of the
 * five was over the norm.
 */
export const workShares = (atWork: readonly AtWork[]): ReadonlyMap<string, number> => {
  const teamsOf = new Map<string, Set<string>>()
  for (const { team, account } of atWork) teamsOf.set(account, (teamsOf.get(account) ?? new Set()).add(team))
  const shares = new Map<string, number>()
  for (const teams of teamsOf.values())
    for (const team of teams) shares.set(team, (shares.get(team) ?? 0) + 1 / teams.size)
  return shares
}

/** Whether a team serves more people than the norm lets its share of work serve (CARE-TEAM-1). A share of nobody serves nobody. */
export const isOverloaded = ({
  people,
  share,
  norm,
}: {
  readonly people: number
  readonly share: number
  readonly norm: number
}) =>
  // Thirds of a person do not add up to one in floating point; no norm is that fine.
  people > norm * share + 1e-6
