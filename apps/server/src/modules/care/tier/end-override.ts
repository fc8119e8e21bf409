import { dayIn, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { changePerson } from '../people/change-person.js'
import { changeValues } from '../people/change-values.js'
import { loadPeople } from '../people/load-people.js'
import { readTier } from '../people/page.js'
import { clearOverride, noteDecision } from './sql-overrides.js'

/**
 * A medic ends an override by name (K1): the criteria decide again as of everybody else, an upgrade at once, a downgrade
 * after a medic has confirmed it. The override that is meant is named, so that a page left open ends no newer one.
 */
export const endOverride = async (
  needs: CareNeeds,
  { scope, params, body, actor, require }: Call<'tier.override-end'>,
) => {
  const home = scope.county
  const now = instantOf(needs.now())
  const care = await needs.policy.care(actor.place, dayIn(now, needs.zone))
  const values = changeValues(care)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const person = (await loadPeople(needs, tx, { home, people: [params.id], lock: true })).get(params.id)
    if (person === undefined) throw problem('not-found')
    const place = (person.fields.village ?? person.fields.township) as PlaceCode // stored from a checked code
    require({ place, teamId: person.team, personId: person.id })
    const tier = () => readTier(tx, home, person.id)
    if (person.override === null) return { outcome: 'already-recorded' as const, tier: await tier() }
    const known = person.override as { commandId?: string } // stored by override.ts
    if (known.commandId !== body.overrideId) return { outcome: 'changed' as const, tier: await tier() }
    await clearOverride(tx, home, person.id)
    const cause = 'overrideEnded' as const
    const account = actor.accountId
    const change = { home, before: { ...person, override: null }, fields: person.fields, team: person.team }
    const { standing } = await changePerson(needs, tx, { ...change, cause, account, now, zone: needs.zone, values })
    if (standing.change === null)
      await noteDecision(tx, { home, person: person.id, tier: standing.tier, cause, account, at: new Date(now) })
    await writeAudit(tx, actor, { action: 'tier.override-end', subject: person.id, place })
    return { outcome: 'recorded' as const, tier: await tier() }
  })
}
