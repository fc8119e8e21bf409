import type { LifeStatus } from '@lianfang/domain/care'
import type { Tier } from '@lianfang/domain/policy'
import type { Day } from '@lianfang/domain/shared'
import { type RawBuilder, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../../../kernel/db/index.js'
import { inPlace } from '../people/rows.js'
import type { OverrideStored } from './sql.js'

export type OverrideListed = {
  readonly id: string
  readonly township: string
  readonly village: string | null
  readonly team_name: string | null
  readonly birth_day: Day | null
  readonly birth_year: number | null
  readonly life: LifeStatus
  readonly tier: Tier
  readonly rule_tier: Tier | null
  readonly score_tier: Tier
  readonly override: OverrideStored
}

export type OverrideCursor = { readonly day: string; readonly id: string }

type Wanted = {
  readonly home: string
  readonly place: string
  readonly state: 'due' | 'all'
  readonly today: Day
}

const reviewOn = sql`d.override ->> 'reviewOn'`

/** As `reviewOf` has it: the day has come, or something else stands than was set. Days as text order as days. */
const whose = ({ home, place, state, today }: Wanted): RawBuilder<unknown> => sql`
  d.home = ${home} and ${inPlace(place)} and d.override is not null and d.life not in ('dead', 'left')
  and ${state === 'all' ? sql`true` : sql`(${reviewOn} <= ${today} or d.tier <> d.override ->> 'tier')`}`

/** The overrides of a list, for counting them. */
export const overridesIn = (wanted: Wanted): RawBuilder<unknown> => sql`care.person d where ${whose(wanted)}`

/** Overrides of a place, the longest past their day first. */
export const overridesOf = (
  tx: Tx,
  wanted: Wanted,
  at: { readonly after: OverrideCursor | null; readonly limit: number },
): Promise<OverrideListed[]> =>
  tx.rows(sql<OverrideListed>`
    select d.id, d.township, d.village, t.name as team_name, d.birth_day, d.birth_year, d.life, d.tier, d.rule_tier,
      d.score_tier, d.override
    from care.person d left join care.team t on t.home = d.home and t.id = d.team
    where ${whose(wanted)}
      and ${at.after === null ? sql`true` : sql`(${reviewOn}, d.id) > (${at.after.day}, ${at.after.id}::uuid)`}
    order by ${reviewOn}, d.id limit ${at.limit}`)

/** How many overrides are to be looked at again. */
export const countReviews = async (tx: Tx, wanted: Omit<Wanted, 'state'>): Promise<number> => {
  const row = await tx.row(sql<{ n: number }>`
    select count(*)::int as n from care.person d where ${whose({ ...wanted, state: 'due' })}`)
  return row?.n ?? 0
}

export const clearOverride = (tx: Tx, home: string, person: string): Promise<number> =>
  tx.run(sql`update care.person set override = null where home = ${home} and id = ${person}`)

type Noted = {
  readonly home: string
  readonly person: string
  readonly tier: Tier
  readonly cause: 'override' | 'overrideEnded'
  readonly account: string
  readonly at: Date
}

/** A decision that left the tier as it was is still somebody's: the history says whose and when. */
export const noteDecision = (tx: Tx, n: Noted): Promise<number> =>
  tx.run(sql`
    insert into care.tier_change (home, id, person, at, from_tier, to_tier, cause, account)
    values (${n.home}, ${uuidv7()}, ${n.person}, ${n.at}, ${n.tier}, ${n.tier}, ${n.cause}, ${n.account}::uuid)`)
