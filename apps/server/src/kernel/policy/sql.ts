import type { PolicyApproval, PolicyValue } from '@lianfang/domain/policy'
import type { PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../db/index.js'

type Row = {
  readonly rule_id: string
  readonly place: string
  readonly value: unknown
  readonly source: PolicyValue['source']
  readonly evidence: string
  readonly from_day: string
  readonly until_day: string | null
  readonly approval: PolicyApproval | null
}

const storedValue = (r: Row): PolicyValue =>
  ({
    ruleId: r.rule_id,
    place: r.place,
    value: r.value,
    source: r.source,
    evidence: r.evidence,
    from: r.from_day,
    until: r.until_day,
    approval: r.approval,
  }) as PolicyValue // stored from checked values

/** All values ever entered, oldest first; small, and resolved in memory by place and day. */
export const readPolicyValues = async (tx: Tx): Promise<PolicyValue[]> => {
  const rows = await tx.rows(sql<Row>`
    select rule_id, place, value, source, evidence, from_day, until_day, approval
    from kernel.policy_value order by entered_at, id`)
  return rows.map(storedValue)
}

/** Adds seed values whose rule has none yet. Idempotent. */
export const addSeedValues = async (tx: Tx, seed: readonly PolicyValue[]): Promise<number> => {
  const known = new Set((await readPolicyValues(tx)).map((v) => `${v.ruleId} ${v.place} ${v.from}`))
  const missing = seed.filter((v) => !known.has(`${v.ruleId} ${v.place} ${v.from}`))
  for (const v of missing) await insertValue(tx, v, null)
  return missing.length
}

export type Signed = { readonly enteredBy: string; readonly signedBy: string; readonly proposal: string | null }

/** Puts a value into force from its day on. */
export const insertValue = (tx: Tx, v: PolicyValue, signed: Signed | null): Promise<number> =>
  tx.run(sql`
    insert into kernel.policy_value
      (id, rule_id, place, value, source, evidence, from_day, until_day, entered_by, signed_by, proposal, approval)
    values (${uuidv7()}, ${v.ruleId}, ${v.place}, ${JSON.stringify(v.value)}::jsonb, ${JSON.stringify(v.source)}::jsonb,
      ${v.evidence}, ${v.from}, ${v.until}, ${signed?.enteredBy ?? null}::uuid, ${signed?.signedBy ?? null}::uuid,
      ${signed?.proposal ?? null}::uuid, ${v.approval ? JSON.stringify(v.approval) : null}::jsonb)`)

export type EnteredRow = Row & {
  readonly id: string
  readonly entered: string | null
  readonly signed: string | null
  readonly entered_at: number
}

/** Values of one rule at a place, above it and inside it, the latest day first; names where the reader may see them. */
export const valuesOfRule = (
  tx: Tx,
  at: { readonly ruleId: string; readonly place: PlaceCode },
): Promise<EnteredRow[]> =>
  tx.rows(sql<EnteredRow>`
    select v.id, v.rule_id, v.place, v.value, v.source, v.evidence, v.from_day, v.until_day, v.approval, v.entered_at,
      e.name as entered, s.name as signed
    from kernel.policy_value v
      left join kernel.account e on e.id = v.entered_by left join kernel.account s on s.id = v.signed_by
    where v.rule_id = ${at.ruleId} and (starts_with(v.place, ${at.place}) or starts_with(${at.place}, v.place))
    order by length(v.place), v.place, v.from_day desc, v.entered_at desc limit 200`)
