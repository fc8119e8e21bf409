/** What a team can be bound to, the closest to a person first (CARE-TEAM-2). */
export const bindingKinds = ['person', 'household', 'grid', 'village'] as const
export type BindingKind = (typeof bindingKinds)[number]

/** The team that each of a person's bindings names; null where there is none of the kind. */
export type Bindings = Readonly<Record<BindingKind, string | null>>

/** Who serves somebody, and by which binding. */
export type Served = { readonly team: string; readonly because: BindingKind }

/**
 * Who serves a person (CARE-TEAM-2; docs/rules/care.md): the team of the closest binding, the person's own before the household's,
 * before the grid's, before the village's. One team or none, never two; whoever loses a binding falls back to the next one.
 */
export const servedBy = (bindings: Bindings): Served | null => {
  for (const because of bindingKinds) {
    const team = bindings[because]
    if (team !== null) return { team, because }
  }
  return null
}

type Place = { readonly township: string; readonly village: string | null }

/**
 * What of a person's bindings outlasts a change of place (CARE-TEAM-3): household and grid lie in one village and end with it; the
 * own binding is to a team of the township and ends with that.
 */
export const keptOnMove = (before: Place, after: Place): Readonly<Record<'person' | 'household' | 'grid', boolean>> => {
  const person = before.township === after.township
  const stays = person && before.village === after.village
  return { person, household: stays, grid: stays }
}
