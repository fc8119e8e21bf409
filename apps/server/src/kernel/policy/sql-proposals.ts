import type { NewValue, PolicyValue } from '@lianfang/domain/policy'
import { sql } from 'kysely'
import type { Tx } from '../db/index.js'

export type ProposalRow = {
  readonly id: string
  readonly rule_id: string
  readonly place: string
  readonly value: unknown
  readonly source: PolicyValue['source']
  readonly evidence: PolicyValue['evidence']
  readonly from_day: string
  readonly until_day: string | null
  readonly approval: NewValue['approval']
  readonly proposed_by: string
  readonly proposed_at: number
  readonly proposer: string | null
  readonly decision: 'signed' | 'refused' | 'withdrawn' | null
  readonly reason: string | null
  readonly decided_at: number | null
  readonly decider: string | null
}

/** What a stored proposal asks to have in force. */
export const askedBy = (r: ProposalRow): NewValue =>
  ({
    ruleId: r.rule_id,
    place: r.place,
    value: r.value,
    source: r.source,
    evidence: r.evidence,
    from: r.from_day,
    until: r.until_day,
    approval: r.approval,
  }) as NewValue // stored from checked values

const columns = sql`p.id, p.rule_id, p.place, p.value, p.source, p.evidence, p.from_day, p.until_day, p.approval,
  p.proposed_by, p.proposed_at, a.name as proposer, d.decision, d.reason, d.decided_at, b.name as decider`
const joined = sql`kernel.policy_proposal p left join kernel.policy_decision d on d.proposal = p.id
  left join kernel.account a on a.id = p.proposed_by left join kernel.account b on b.id = d.decided_by`

export const proposalById = (tx: Tx, id: string): Promise<ProposalRow | undefined> =>
  tx.row(sql<ProposalRow>`select ${columns} from ${joined} where p.id = ${id}`)

/** What waits, and what was decided in the last thirty days, so that a proposer reads why something was refused. */
export const listProposals = (tx: Tx, place: string): Promise<ProposalRow[]> =>
  tx.rows(sql<ProposalRow>`
    select ${columns} from ${joined}
    where starts_with(p.place, ${place}) and (d.proposal is null or d.decided_at > now() - interval '30 days')
    order by d.proposal is not null, coalesce(d.decided_at, p.proposed_at) desc limit 100`)

/** Answers 0 when the id is known already. */
export const insertProposal = (tx: Tx, id: string, v: NewValue, by: string): Promise<number> =>
  tx.run(sql`
    insert into kernel.policy_proposal
      (id, rule_id, place, value, source, evidence, from_day, until_day, approval, proposed_by)
    values (${id}, ${v.ruleId}, ${v.place}, ${JSON.stringify(v.value)}::jsonb, ${JSON.stringify(v.source)}::jsonb,
      ${v.evidence}, ${v.from}, ${v.until}, ${v.approval ? JSON.stringify(v.approval) : null}::jsonb, ${by}::uuid)
    on conflict do nothing`)

export type NewDecision = {
  readonly proposal: string
  readonly decision: 'signed' | 'refused' | 'withdrawn'
  readonly reason: string | null
  readonly by: string
}

/** Answers 0 when somebody has decided already. */
export const insertDecision = (tx: Tx, d: NewDecision): Promise<number> =>
  tx.run(sql`
    insert into kernel.policy_decision (proposal, decision, reason, decided_by)
    values (${d.proposal}, ${d.decision}, ${d.reason}, ${d.by}::uuid) on conflict do nothing`)
