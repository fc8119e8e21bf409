import { actionRoles, type Role } from '../../org/index.js'

/** One entry, and which one it puts right. */
type Entry = {
  readonly id: string
  readonly corrects?: string
  /** It withdraws what a call-back denied, or what belongs to a pattern that was judged to be wrong. */
  readonly byCheck?: boolean
}

const judges: readonly Role[] = actionRoles['check.write']

/**
 * CARE-CHECK-7: the withdrawal by a check that stands between a role and the entry it wants to put right; null where
 * none does. Whoever may judge call-backs may put it back, nobody else. `entries`: all of the person. docs/rules/care.md
 */
export const checkAgainst = (entries: readonly Entry[], corrects: string | null, role: Role): string | null => {
  if (judges.includes(role)) return null
  let last = entries.find(({ id }) => id === corrects)
  const seen = new Set<string>()
  while (last !== undefined && !seen.has(last.id)) {
    const { id } = last
    seen.add(id)
    const next = entries.find((entry) => entry.corrects === id)
    if (next === undefined) return last.byCheck === true ? id : null
    last = next
  }
  return null
}
