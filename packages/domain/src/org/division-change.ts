import type { Day } from '../shared/index.js'

/** From a day on, a place is known by another code (X1: codes change). */
export type DivisionChange = { readonly old: string; readonly new: string; readonly from: Day }

export type FollowedCode =
  | { readonly state: 'same'; readonly code: string }
  | { readonly state: 'moved'; readonly code: string }
  /** The place was divided: which part is meant, a person says. `code` is where the way ended. */
  | { readonly state: 'split'; readonly code: string; readonly codes: readonly string[] }

/** Changes of the longest chain that is followed; real ones have two or three in a lifetime of codes. */
const LONGEST = 100

/**
 * The code that a place has on a day, following one change after the other. A change that is not in force yet is not
 * followed. A circle, which loading refuses, ends where it began.
 */
export const followChanges = (changes: readonly DivisionChange[], code: string, day: Day): FollowedCode => {
  const inForce = changes.filter(({ from }) => from <= day)
  let at = code
  const seen = new Set([code])
  for (let step = 0; step < LONGEST; step += 1) {
    const next = [...new Set(inForce.filter((change) => change.old === at).map((change) => change.new))]
    const [only] = next
    if (only === undefined) break
    if (next.length > 1) return { state: 'split', code: at, codes: next.sort() }
    if (seen.has(only)) return { state: 'same', code }
    seen.add(only)
    at = only
  }
  return at === code ? { state: 'same', code } : { state: 'moved', code: at }
}

/** Whether adding a change would lead a code back to itself, whatever the day. */
export const closesCircle = (changes: readonly DivisionChange[], added: DivisionChange): boolean => {
  const open = [added.new]
  const seen = new Set<string>()
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === added.old) return true
    if (seen.has(at)) continue
    seen.add(at)
    for (const change of changes) if (change.old === at) open.push(change.new)
  }
  return false
}
