import type { Instant } from '../../shared/index.js'

export type FollowupChannel = 'phone' | 'visit' | 'video' | 'message'

/**
 * One recorded fact. 'reached' = two-way: someone answered, also a message that was answered. An unanswered call, a group
 * message and an unread message are 'unanswered'. 'withdrawn' only corrects: the fact it names did not happen.
 */
export type FollowupFact = {
  readonly id: string
  readonly at: Instant
  readonly channel: FollowupChannel
  readonly outcome: 'reached' | 'unanswered' | 'withdrawn'
  /** The fact this one replaces. Facts are never changed. */
  readonly corrects?: string
}

/** What the due engine needs to know of the past. */
export type FollowupState = {
  /** Two-way follow-ups, newest first, at most TWO_WAY_KEPT. */
  readonly twoWayAt: readonly Instant[]
  /** Unanswered attempts since the last two-way one, newest first: the newest ATTEMPTS_KEPT and the oldest. */
  readonly attemptsAt: readonly Instant[]
  /** The newest fact of either kind. */
  readonly lastAt: Instant | null
}

/** Enough for two follow-ups a day in a rolling week, should a place ask for that. */
export const TWO_WAY_KEPT = 14
/** With the oldest one kept beside them these still tell three attempts on two days. */
export const ATTEMPTS_KEPT = 12

export const emptyFollowupState: FollowupState = { twoWayAt: [], attemptsAt: [], lastAt: null }

const newestFirst = (a: Instant, b: Instant): number => b - a

const capAttempts = (sorted: readonly Instant[]): readonly Instant[] =>
  sorted.length <= ATTEMPTS_KEPT + 1 ? sorted : [...sorted.slice(0, ATTEMPTS_KEPT), ...sorted.slice(-1)]

/** Of each fact the newest of it and all that correct it, directly or through another; ids sort by time of making (UUIDv7). */
export const countingFacts = <Fact extends FollowupFact>(facts: readonly Fact[]): readonly Fact[] => {
  const byId = new Map(facts.map((fact) => [fact.id, fact]))
  const replaced = new Set(facts.flatMap((fact) => (fact.corrects === undefined ? [] : [fact.corrects])))
  const rootOf = (fact: Fact): string => {
    const seen = new Set<string>()
    let at = fact
    while (at.corrects !== undefined && !seen.has(at.id)) {
      seen.add(at.id)
      const older = byId.get(at.corrects)
      if (!older) return at.corrects
      at = older
    }
    return at.id
  }
  const latest = new Map<string, Fact>()
  for (const fact of byId.values()) {
    if (replaced.has(fact.id)) continue
    const root = rootOf(fact)
    const known = latest.get(root)
    // Two phones may correct the same fact before they meet: one real follow-up must not count twice.
    if (!known || fact.id > known.id) latest.set(root, fact)
  }
  return [...latest.values()]
}

/** Every two-way talk that stands, corrections followed, newest first: not only those that are kept. */
export const talksOf = (facts: readonly FollowupFact[]): readonly Instant[] =>
  countingFacts(facts)
    .filter((fact) => fact.outcome === 'reached')
    .map((fact) => fact.at)
    .sort(newestFirst)

/** The state that follows from all facts of a person, in whatever order they arrived. */
export const deriveState = (facts: readonly FollowupFact[]): FollowupState => {
  const counting = countingFacts(facts).filter((fact) => fact.outcome !== 'withdrawn')
  const timesOf = (outcome: FollowupFact['outcome']): Instant[] =>
    counting
      .filter((fact) => fact.outcome === outcome)
      .map((fact) => fact.at)
      .sort(newestFirst)
  const reached = timesOf('reached')
  const unanswered = timesOf('unanswered')
  const lastReached = reached[0]
  const since = lastReached === undefined ? unanswered : unanswered.filter((at) => at > lastReached)
  const times = counting.map((fact) => fact.at).sort(newestFirst)
  return { twoWayAt: reached.slice(0, TWO_WAY_KEPT), attemptsAt: capAttempts(since), lastAt: times[0] ?? null }
}

export type AppliedFollowup =
  | { readonly outcome: 'applied'; readonly state: FollowupState }
  /** The compact state does not hold enough: read all facts of the person and derive. */
  | { readonly outcome: 'derive' }

const lastOf = (state: FollowupState, at: Instant): Instant =>
  state.lastAt === null || at > state.lastAt ? at : state.lastAt

const applyReached = (state: FollowupState, at: Instant): AppliedFollowup => {
  const twoWayAt = [...state.twoWayAt, at].sort(newestFirst).slice(0, TWO_WAY_KEPT)
  const oldest = state.attemptsAt.at(-1)
  const capped = state.attemptsAt.length > ATTEMPTS_KEPT
  // A late two-way follow-up between attempts that were not all kept.
  if (capped && oldest !== undefined && at >= oldest && at < (state.attemptsAt[0] ?? at)) return { outcome: 'derive' }
  const attemptsAt = state.attemptsAt.filter((attempt) => attempt > at)
  return { outcome: 'applied', state: { twoWayAt, attemptsAt, lastAt: lastOf(state, at) } }
}

const applyUnanswered = (state: FollowupState, at: Instant): AppliedFollowup => {
  const lastReached = state.twoWayAt[0]
  const lastAt = lastOf(state, at)
  if (lastReached !== undefined && at <= lastReached) return { outcome: 'applied', state: { ...state, lastAt } }
  const attemptsAt = capAttempts([...state.attemptsAt, at].sort(newestFirst))
  return { outcome: 'applied', state: { twoWayAt: state.twoWayAt, attemptsAt, lastAt } }
}

/** The state after one more fact, which may be older than those known. The caller sees to it that it is a new fact. */
export const applyFollowup = (state: FollowupState, fact: FollowupFact): AppliedFollowup => {
  if (fact.corrects !== undefined || fact.outcome === 'withdrawn') return { outcome: 'derive' }
  return fact.outcome === 'reached' ? applyReached(state, fact.at) : applyUnanswered(state, fact.at)
}
