import { inForce, isBuiltIn, judgeValue, type PolicyValue, policyRules } from '@lianfang/domain/policy'
import { type Day, dayIn, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { inTransaction } from '../db/index.js'
import type { Call } from '../http/index.js'
import { type PlaceName, placesByCode } from '../org/places.js'
import { problem } from '../problems/index.js'
import type { PolicyNeeds } from './needs.js'
import { readPolicyValues, valuesOfRule } from './sql.js'
import { askedBy, listProposals, type ProposalRow } from './sql-proposals.js'

type Names = ReadonlyMap<string, PlaceName>
const nameOf = (names: Names, code: string): PlaceName =>
  names.get(code) ?? { code: code as PlaceCode, name: code, level: 'nation' } // every code was asked for

type State = 'inForce' | 'later' | 'past' | 'leftOut'

/** Whether a value counts at its own place on a day: replaced, not begun, or looser than the one above. */
const stateOf = (value: PolicyValue, values: readonly PolicyValue[], day: Day): State => {
  if (value.from > day) return 'later'
  if (value.until !== null && value.until < day) return 'past'
  const { states, ignored } = inForce(policyRules, values, { place: value.place, day })
  if (ignored.some((v) => v.place === value.place && v.from === value.from && v.ruleId === value.ruleId))
    return 'leftOut'
  const state = states.get(value.ruleId)
  const wins = state?.state === 'open' && state.place === value.place && state.from === value.from
  return wins && JSON.stringify(state.value) === JSON.stringify(value.value) ? 'inForce' : 'past'
}

/** Every value of one rule that bears on a place: at it, above it, inside it. */
export const listValues = (needs: PolicyNeeds, { actor, params, query, scope }: Call<'policy.values'>) =>
  inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const ruleId = policyRules.find((r) => r.id === params.rule)?.id
      if (ruleId === undefined) throw problem('not-found')
      const day = dayIn(instantOf(needs.now()), needs.zone)
      const rows = await valuesOfRule(tx, { ruleId, place: query.place ?? actor.place })
      const all = (await readPolicyValues(tx)).filter((v) => v.ruleId === ruleId)
      const names = await placesByCode(
        tx,
        rows.flatMap((r) => [r.place, ...(r.approval === null ? [] : [r.approval.by])]),
      )
      return {
        rows: rows.map((r) => ({
          id: r.id,
          place: nameOf(names, r.place),
          value: r.value,
          source: r.source,
          builtIn: isBuiltIn({ ruleId, place: r.place as PlaceCode, source: r.source }), // a stored code
          evidence: r.evidence as PolicyValue['evidence'], // stored from checked values
          from: r.from_day,
          until: r.until_day,
          approval: r.approval === null ? null : { ...r.approval, by: nameOf(names, r.approval.by) },
          state: stateOf({ ...r, ruleId, from: r.from_day, until: r.until_day } as unknown as PolicyValue, all, day), // the same fields under the columns' names
          enteredBy: r.entered,
          signedBy: r.signed,
          enteredAt: new Date(r.entered_at).toISOString(),
        })),
      }
    },
    { readOnly: true },
  )

/** Why a waiting proposal could not be signed as things stand. */
const hindrance = (row: ProposalRow, values: readonly PolicyValue[]) => {
  if (row.decision !== null) return null
  const verdict = judgeValue(askedBy(row), values)
  return verdict.outcome === 'fine' ? null : verdict.why
}

/** What waits for a second signature inside a place, and what was decided lately. */
export const listOpenProposals = (needs: PolicyNeeds, { actor, query, scope, require }: Call<'policy.proposals'>) => {
  const place = query.place ?? actor.place
  require({ place })
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const rows = await listProposals(tx, place)
      const values = await readPolicyValues(tx)
      const names = await placesByCode(
        tx,
        rows.map((r) => r.place),
      )
      return {
        rows: rows.map((r) => ({
          id: r.id,
          ruleId: r.rule_id,
          place: nameOf(names, r.place),
          value: r.value,
          source: r.source,
          evidence: r.evidence,
          from: r.from_day,
          until: r.until_day,
          approval: r.approval,
          mine: r.proposed_by === actor.accountId,
          proposedBy: r.proposer,
          proposedAt: new Date(r.proposed_at).toISOString(),
          state: r.decision ?? ('waiting' as const),
          hindrance: hindrance(r, values),
          decidedBy: r.decider,
          decidedAt: r.decided_at === null ? null : new Date(r.decided_at).toISOString(),
          reason: r.reason,
        })),
      }
    },
    { readOnly: true },
  )
}
