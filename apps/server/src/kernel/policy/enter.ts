import { judgeValue, type NewValue, type PolicyValue, type ValueVerdict } from '@lianfang/domain/policy'
import { writeAudit } from '../audit/index.js'
import { type Database, inTransaction, noScope } from '../db/index.js'
import { problem } from '../problems/index.js'
import { insertValue, readPolicyValues } from './sql.js'

type Refused = Extract<ValueVerdict, { readonly outcome: 'refused' }>

/** The problem by which a verdict is told. */
export const refusalOf = (ruleId: string, refused: Refused) => {
  switch (refused.why) {
    case 'no-rule':
      return problem('not-found', { rule: ruleId })
    case 'level':
      return problem('policy.level', { rule: ruleId })
    case 'unreadable':
      return problem('policy.unreadable', { rule: ruleId })
    case 'unconfirmed':
      return problem('policy.unconfirmed', { rule: ruleId })
    case 'looser':
      return problem('policy.looser', { rule: ruleId, above: refused.above })
    case 'approval-stale':
      return problem('policy.approval-stale', { rule: ruleId, above: refused.above })
  }
}

/** The value as it may come into force, or the problem why not. */
export const mustFit = (value: NewValue, known: readonly PolicyValue[]): PolicyValue => {
  const verdict = judgeValue(value, known)
  if (verdict.outcome === 'refused') throw refusalOf(value.ruleId, verdict)
  return { ...value, approval: verdict.approval }
}

export type EnteredValue = NewValue & {
  /** Who enters and who signs: two people (X3). */
  readonly enteredBy: string
  readonly signedBy: string
}

/**
 * Enters a dated, cited value of a rule at a place in one go, both people named: the command line's way (X3). Refused as
 * a proposal would be, and when the one who signs is the one who enters.
 */
export const enterPolicyValue = (db: Database, v: EnteredValue): Promise<void> =>
  inTransaction(db.worker, noScope, async (tx) => {
    const { enteredBy, signedBy, ...asked } = v
    if (enteredBy === signedBy) throw problem('policy.same-person')
    const value = mustFit(asked, await readPolicyValues(tx))
    await insertValue(tx, value, { enteredBy, signedBy, proposal: null })
    await writeAudit(tx, null, {
      action: 'policy.enter',
      subject: v.ruleId,
      place: v.place,
      detail: { enteredBy, signedBy },
    })
  })
