import { careRules, inForce, mayPlace, type PolicyValue } from '@lianfang/domain/policy'
import { ancestorsOf, type Day, NATION, type PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { writeAudit } from '../audit/index.js'
import { type Database, inTransaction, noScope } from '../db/index.js'
import { problem } from '../problems/index.js'
import { readPolicyValues } from './sql.js'

export type NewValue = {
  readonly ruleId: string
  readonly place: PlaceCode
  readonly value: unknown
  readonly source: PolicyValue['source']
  readonly evidence: PolicyValue['evidence']
  readonly from: Day
  readonly until: Day | null
  /** Who enters and who signs: two people (X3). */
  readonly enteredBy: string
  readonly signedBy: string
}

const parentOf = (place: PlaceCode): PlaceCode => ancestorsOf(place)[0] ?? NATION

/**
 * Enters a dated, cited value of a rule at a place (X3). Refused when it is looser than what is in force above, when the
 * one who signs is the one who enters, or when there is no such rule.
 */
export const enterPolicyValue = (db: Database, v: NewValue): Promise<void> =>
  inTransaction(db.worker, noScope, async (tx) => {
    const rule = careRules.find((r) => r.id === v.ruleId)
    if (rule === undefined) throw problem('not-found', { rule: v.ruleId })
    if (v.enteredBy === v.signedBy) throw problem('policy.same-person')
    const values = await readPolicyValues(tx)
    if (v.place !== NATION) {
      const above = inForce(careRules, values, { place: parentOf(v.place), day: v.from }).states.get(rule.id)
      if (above?.state === 'open' && mayPlace(rule, above.value, v.value) === 'looser') {
        throw problem('policy.looser', { rule: rule.id, direction: rule.direction })
      }
    }
    await tx.run(sql`
      insert into kernel.policy_value
        (id, rule_id, place, value, source, evidence, from_day, until_day, entered_by, signed_by)
      values (${uuidv7()}, ${v.ruleId}, ${v.place}, ${JSON.stringify(v.value)}::jsonb, ${JSON.stringify(v.source)}::jsonb,
        ${v.evidence}, ${v.from}, ${v.until}, ${v.enteredBy}::uuid, ${v.signedBy}::uuid)`)
    await writeAudit(tx, null, {
      action: 'policy.enter',
      subject: v.ruleId,
      place: v.place,
      detail: { enteredBy: v.enteredBy, signedBy: v.signedBy },
    })
  })
