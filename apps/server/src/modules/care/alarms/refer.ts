import { type LifeState, mustRefer } from '@lianfang/domain/care'
import type { AlarmValues, Gate, Tier } from '@lianfang/domain/policy'
import type { Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../../../kernel/db/index.js'
import { raiseAlarm } from './raise.js'

export type Ill = {
  readonly person: string
  readonly township: string
  readonly village: string | null
  readonly team: string | null
  readonly tier: Tier
  readonly life: LifeState
  readonly episodeSince: Instant | null
}

type Referring = {
  readonly home: string
  /** As they stand after the change, locked. */
  readonly people: readonly Ill[]
  readonly now: Instant
  readonly alarms: Gate<AlarmValues>
  /** The fact that the alarm comes from, where there is one; else the change of tier itself, now. */
  readonly from?: { readonly id: string; readonly at: Instant }
}

/** Of whom no referral has been asked for since what they have began, open or ended. */
const notAsked = (tx: Tx, home: string, people: readonly string[]): Promise<{ readonly id: string }[]> =>
  tx.rows(sql<{ id: string }>`
    select p.id from care.person p where p.home = ${home} and p.id = any(${people}::uuid[])
      and not exists (select from care.alarm a where a.home = p.home and a.person = p.id and a.kind = 'referNow'
        and a.raised_at >= p.episode_since)
    order by p.id`)

/**
 * Raises "refer now" for those who are red and infected or worse and of whom nobody has been told so (CARE-REFER-2): once for
 * each infection, whichever change made them red. Asked after the lock, in a statement of its own, so that what somebody
 * else raised meanwhile is seen. While a rule of alarms is closed nobody is stopped by it: who must be referred waits, is counted
 * (`countUnraised`), and gets the alarm in the renewal that follows the opening of the rule, or in that of the night.
 */
export const referWhoMust = async (tx: Tx, { home, people, now, alarms, from }: Referring): Promise<void> => {
  const ill = new Map(people.filter((p) => mustRefer({ ...p, life: p.life.status })).map((p) => [p.person, p]))
  if (ill.size === 0 || alarms.state === 'closed') return
  for (const { id } of await notAsked(tx, home, [...ill.keys()])) {
    const one = ill.get(id)
    if (one === undefined) continue
    const { person, township, village, team } = one
    await raiseAlarm(tx, {
      ...{
        home,
        id: from?.id ?? uuidv7(),
        person,
        township,
        village,
        team,
        kind: 'referNow',
        reasons: [],
        urgent: false,
      },
      ...{ now, measuredAt: from?.at ?? now, spo2Percent: null, values: alarms.values },
    })
  }
}

const neverAsked = sql`p.tier = 'red' and p.episode_since is not null and p.life in ('here', 'refusing')
  and not exists (select from care.alarm a where a.home = p.home and a.person = p.id and a.kind = 'referNow'
    and a.raised_at >= p.episode_since)`

/** How many people of a county or a township are to be referred and have no alarm that says so. */
export const countUnraised = async (tx: Tx, at: { readonly home: string; readonly place: string }): Promise<number> => {
  const township = at.place.length < 9 ? sql`true` : sql`p.township = ${at.place}`
  const row = await tx.row(sql<{ n: number }>`
    select count(*)::int as n from care.person p where p.home = ${at.home} and ${township} and ${neverAsked}`)
  return row?.n ?? 0
}
