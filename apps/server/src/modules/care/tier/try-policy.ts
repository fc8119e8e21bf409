import { type CareValues, judgeValue, type NewValue } from '@lianfang/domain/policy'
import {
  type Day,
  dayIn,
  HOUR_MS,
  type Instant,
  instantOf,
  laterDay,
  type PlaceCode,
  within,
} from '@lianfang/domain/shared'
import { inTransaction, type Scope } from '../../../kernel/db/index.js'
import type { TriedOut } from '../../../kernel/policy/index.js'
import type { CareNeeds } from '../needs.js'
import { type Renewed, renewOne } from './renew-person.js'
import { first, rowsAfter } from './sql-renew.js'

const none: TriedOut['putOff'] = { byTier: 0, byTime: 0, ended: 0, mostHours: null, until: null }
const nothing: TriedOut = { people: 0, tier: 0, waiting: 0, sooner: 0, later: 0, putOff: none }
const chunk = 2_000
// A county has 20,000 people on its ledger or so, two seconds; beyond, the figure is not worth the wait at a desk.
const most = 60_000

const add = (sum: TriedOut, { standing: was, due }: Renewed, { standing: is, due: then }: Renewed): TriedOut => {
  const at = [due.dueAt ?? Number.POSITIVE_INFINITY, then.dueAt ?? Number.POSITIVE_INFINITY] as const
  return {
    people: sum.people + 1,
    tier: sum.tier + (was.tier === is.tier ? 0 : 1),
    waiting: sum.waiting + (was.waiting === is.waiting ? 0 : 1),
    sooner: sum.sooner + (at[1] < at[0] ? 1 : 0),
    later: sum.later + (at[1] > at[0] ? 1 : 0),
    putOff: at[1] > at[0] ? putOff(sum.putOff, { was, is, from: due.dueAt, to: then.dueAt }) : sum.putOff,
  }
}

type Moved = {
  readonly was: Renewed['standing']
  readonly is: Renewed['standing']
  readonly from: Instant | null
  readonly to: Instant | null
}

/** One more who is due later: why, by how many hours, and until when. */
const putOff = (sum: TriedOut['putOff'], { was, is, from, to }: Moved): TriedOut['putOff'] => {
  if (to === null || from === null) return { ...sum, ended: sum.ended + 1 }
  return {
    ...sum,
    byTier: sum.byTier + (was.tier === is.tier ? 0 : 1),
    byTime: sum.byTime + (was.tier === is.tier ? 1 : 0),
    mostHours: Math.max(sum.mostHours ?? 0, Math.ceil((to - from) / HOUR_MS)),
    until: instantOf(Math.max(sum.until ?? 0, to)),
  }
}

type Given = Omit<Parameters<typeof renewOne>[1], 'values'>
type Values = Parameters<typeof renewOne>[1]['values']
const opened = ({ tier, due }: CareValues): Values | null =>
  tier.state === 'open' && due.state === 'open' ? { tier: tier.values, due: due.values } : null

/**
 * Counts what a value would change for the people of the caller's county: the renewal's own rule, once with the values
 * in force and once with the new one beside them, so that what changes anyway (ages) is not counted. Null for callers who
 * see no people, for a value beyond their county, and where a rule is closed.
 */
export const tryPolicyValue = async (needs: CareNeeds, scope: Scope, value: NewValue): Promise<TriedOut | null> => {
  const home = scope.county as PlaceCode // '' or a county's code, from the actor's place
  if (home === '' || !within(value.place, home)) return null
  const now: Instant = instantOf(needs.now())
  const today = dayIn(now, needs.zone)
  const day: Day = laterDay(today, value.from)
  const verdict = judgeValue(value, await needs.policy.values())
  if (verdict.outcome === 'refused') return null
  const is = opened(await needs.policy.care(home, day))
  const then = opened(await needs.policy.careWith({ ...value, approval: verdict.approval }, { place: home, day }))
  if (is === null || then === null) return null
  return count(needs, scope, { is, then, given: { now, zone: needs.zone, cause: 'policy' } })
}

type Compared = { readonly is: Values; readonly then: Values; readonly given: Given }

const count = async (needs: CareNeeds, scope: Scope, { is, then, given }: Compared): Promise<TriedOut | null> => {
  let sum = nothing
  for (let after = first; ; ) {
    const from = after
    const rows = await inTransaction(
      needs.db.app,
      scope,
      (tx) => rowsAfter(tx, scope.county, { after: from, limit: chunk }),
      { readOnly: true },
    )
    sum = rows.reduce(
      (s, r) => add(s, renewOne(r, { ...given, values: is }), renewOne(r, { ...given, values: then })),
      sum,
    )
    const last = rows.at(-1)
    if (last === undefined || rows.length < chunk) return sum
    if (sum.people >= most) return null
    after = last.id
  }
}
