import type { TrialTally } from '@lianfang/domain/care'
import type { PolicyValue } from '@lianfang/domain/policy'
import type { Day, Instant } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/index.js'

/** What a proposal was compared with. */
export type Compared = Pick<PolicyValue, 'value' | 'place' | 'from'>

export type TrialRow = {
  readonly id: string
  readonly proposal: string
  readonly place: string
  readonly asked: PolicyValue
  readonly compared: Compared | null
  readonly day: Day
  readonly from_at: Instant
  readonly until_at: Instant
  readonly asked_by: string
  readonly asked_at: number
}

const columns = sql`t.id, t.proposal, t.place, t.asked, t.compared, t.day, t.from_at, t.until_at, t.asked_by, t.asked_at`

export type NewTrial = Omit<TrialRow, 'asked_at'>

/** Answers 0 when the id is known already. */
export const insertTrial = (tx: Tx, t: NewTrial): Promise<number> =>
  tx.run(sql`
    insert into kernel.policy_trial (id, proposal, place, asked, compared, day, from_at, until_at, asked_by)
    values (${t.id}, ${t.proposal}, ${t.place}, ${JSON.stringify(t.asked)}::jsonb,
      ${t.compared === null ? null : JSON.stringify(t.compared)}::jsonb, ${t.day}, ${new Date(t.from_at)},
      ${new Date(t.until_at)}, ${t.asked_by}::uuid)
    on conflict do nothing`)

export const trialById = (tx: Tx, id: string): Promise<TrialRow | undefined> =>
  tx.row(sql<TrialRow>`select ${columns} from kernel.policy_trial t where t.id = ${id}`)

export type NewestTrial = TrialRow & {
  readonly asker: string | null
  readonly day_old: boolean
  /** A value of the rule was entered since, here, above or inside. */
  readonly value_since: boolean
}

export const newestTrial = (tx: Tx, proposal: string): Promise<NewestTrial | undefined> =>
  tx.row(sql<NewestTrial>`
    select ${columns}, a.name as asker, t.asked_at < now() - interval '1 day' as day_old,
      exists (select from kernel.policy_value v where v.rule_id = t.asked ->> 'ruleId' and v.entered_at > t.asked_at
        and (starts_with(v.place, t.place) or starts_with(t.place, v.place))) as value_since
    from kernel.policy_trial t left join kernel.account a on a.id = t.asked_by
    where t.proposal = ${proposal} order by t.asked_at desc, t.id desc limit 1`)

/** What one county comes to: counted by township, or why it was not. */
export type PartResult =
  | { readonly kind: 'counted'; readonly workers: number; readonly places: Readonly<Record<string, TrialTally>> }
  | { readonly kind: 'same' }
  | { readonly kind: 'closed' }

export type Part = { readonly county: string; readonly result: PartResult }

export const partsOf = (tx: Tx, trial: string): Promise<Part[]> =>
  tx.rows(sql<Part>`select county, result from kernel.policy_trial_part where trial = ${trial} order by county`)

export const addPart = (tx: Tx, trial: string, { county, result }: Part): Promise<number> =>
  tx.run(sql`
    insert into kernel.policy_trial_part (trial, county, result)
    values (${trial}, ${county}, ${JSON.stringify(result)}::jsonb) on conflict do nothing`)

export type CountyPeople = { readonly county: string; readonly people: number }

/** Counties inside a place with people on their ledger. */
export const countiesIn = (tx: Tx, place: string): Promise<CountyPeople[]> =>
  tx.rows(sql<CountyPeople>`
    select place as county, n as people from kernel.counter
    where metric = 'ledger' and bucket = 0 and n > 0 and length(place) = 6 and starts_with(place, ${place}) order by place`)

/** Members of the county's teams: whoever belongs to two is one. */
export const workersIn = async (tx: Tx, home: string): Promise<number> => {
  const row = await tx.row(sql<{ n: number }>`
    select count(distinct account)::int as n from care.team_member where home = ${home} and until_at is null`)
  return row?.n ?? 0
}

export type ChangedPerson = {
  readonly person: string
  readonly rank: number
  readonly from: string
  readonly to: string
}

export const addChanged = (tx: Tx, at: { home: string; trial: string }, list: readonly ChangedPerson[]) =>
  tx.run(sql`
    insert into care.trial_person (home, trial, rank, person, from_tier, to_tier)
    select ${at.home}, ${at.trial}::uuid, * from unnest(${list.map((c) => c.rank)}::smallint[],
      ${list.map((c) => c.person)}::uuid[], ${list.map((c) => c.from)}::text[], ${list.map((c) => c.to)}::text[])
    on conflict do nothing`)

/** The lists of this proposal's trials go: of the ones before, and of this one when its county begins anew. */
export const clearChanged = (tx: Tx, home: string, proposal: string): Promise<number> =>
  tx.run(sql`
    delete from care.trial_person where home = ${home}
      and trial in (select id from kernel.policy_trial where proposal = ${proposal})`)
