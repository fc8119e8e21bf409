import type { PolicyValue } from '@lianfang/domain/policy'
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
}

/** All values ever entered, oldest first; small, and resolved in memory by place and day. */
export const readPolicyValues = async (tx: Tx): Promise<PolicyValue[]> => {
  const rows = await tx.rows(sql<Row>`
    select rule_id, place, value, source, evidence, from_day, until_day from kernel.policy_value order by entered_at, id`)
  return rows.map(
    (r) =>
      ({
        ruleId: r.rule_id,
        place: r.place,
        value: r.value,
        source: r.source,
        evidence: r.evidence,
        from: r.from_day,
        until: r.until_day,
      }) as PolicyValue, // stored from checked values
  )
}

/** Adds seed values whose rule has none yet. Idempotent. */
export const addSeedValues = async (tx: Tx, seed: readonly PolicyValue[]): Promise<number> => {
  const known = new Set((await readPolicyValues(tx)).map((v) => `${v.ruleId} ${v.place} ${v.from}`))
  const missing = seed.filter((v) => !known.has(`${v.ruleId} ${v.place} ${v.from}`))
  for (const v of missing) {
    await tx.run(sql`
      insert into kernel.policy_value (id, rule_id, place, value, source, evidence, from_day, until_day)
      values (${uuidv7()}, ${v.ruleId}, ${v.place}, ${JSON.stringify(v.value)}::jsonb, ${JSON.stringify(v.source)}::jsonb,
        ${v.evidence}, ${v.from}, ${v.until})`)
  }
  return missing.length
}
