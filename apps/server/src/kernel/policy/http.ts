import { listCombinations } from '@lianfang/domain/care'
import { isBuiltIn, policyRules, valueKindOf } from '@lianfang/domain/policy'
import { dayIn, instantOf, parseDay } from '@lianfang/domain/shared'
import type { Call, Handlers } from '../http/index.js'
import { listOpenProposals, listValues } from './list-values.js'
import type { PolicyNeeds } from './needs.js'
import { proposeValue, refuseProposal, signProposal, withdrawProposal } from './proposals.js'
import { tryProposal } from './try-out.js'

const list = async (needs: PolicyNeeds, { actor, query }: Call<'policy.list'>) => {
  const place = query.place ?? actor.place
  const day = (query.day === undefined ? null : parseDay(query.day)) ?? dayIn(instantOf(needs.now()), needs.zone)
  const { states } = await needs.policy.inForce(place, day)
  const care = await needs.policy.care(place, day)
  const rules = policyRules.map((rule) => {
    const state = states.get(rule.id)
    const open = state?.state === 'open' ? state : null
    return {
      ruleId: rule.id,
      title: rule.title,
      unit: rule.unit,
      direction: rule.direction,
      safety: rule.safety,
      kind: valueKindOf(rule.id),
      state: open === null ? ('closed' as const) : ('inForce' as const),
      value: open?.value ?? null,
      source: open?.source ?? null,
      builtIn: open !== null && isBuiltIn({ ruleId: rule.id, place: open.place, source: open.source }),
      evidence: open?.evidence ?? null,
      place: open?.place ?? null,
      from: open?.from ?? null,
      until: open?.until ?? null,
    }
  })
  const combinations = care.tier.state === 'open' ? listCombinations(care.tier.values) : []
  return { rules, combinations: combinations.map(combination) }
}

const combination = (c: ReturnType<typeof listCombinations>[number]) => ({
  ageBand: c.age,
  disease: c.disease,
  vaccination: c.vaccination,
  rule: c.ruleTier,
  score: c.score,
  scoreTier: c.scoreTier,
  tier: c.tier,
  mark: c.mark,
})

/** Handlers of the policy pages. */
export const policyHandlers = (needs: PolicyNeeds): Handlers => ({
  'policy.list': (call) => list(needs, call),
  'policy.values': (call) => listValues(needs, call),
  'policy.proposals': (call) => listOpenProposals(needs, call),
  'policy.propose': (call) => proposeValue(needs, call),
  'policy.try': (call) => tryProposal(needs, call),
  'policy.sign': (call) => signProposal(needs, call),
  'policy.refuse': (call) => refuseProposal(needs, call),
  'policy.withdraw': (call) => withdrawProposal(needs, call),
})
