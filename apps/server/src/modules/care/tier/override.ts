import { mayLower, mayOverride } from '@lianfang/domain/care'
import { addDays, type Day, dayIn, instantOf, type PlaceCode, parseDay } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { countOpen } from '../alarms/sql-ends.js'
import type { CareNeeds } from '../needs.js'
import { assessFields, changePerson } from '../people/change-person.js'
import { changeValues } from '../people/change-values.js'
import { loadPeople } from '../people/load-people.js'
import { readTier } from '../people/page.js'
import { accountName, setOverride } from './sql.js'
import { noteDecision } from './sql-overrides.js'

const reviewDay = (text: string, today: Day): Day => {
  const day = parseDay(text)
  if (day === null || day <= today || day > addDays(today, 366)) throw problem('tier.review-day')
  return day
}

/** A medic sets the tier by name, with reason and review day; worse facts reopen it (K1). */
export const overrideTier = async (
  needs: CareNeeds,
  { scope, params, body, actor, require }: Call<'tier.override'>,
) => {
  const home = scope.county
  const now = instantOf(needs.now())
  const today = dayIn(now, needs.zone)
  const reviewOn = reviewDay(body.reviewOn, today)
  const care = await needs.policy.care(actor.place, today)
  const values = changeValues(care)
  return inTransaction(needs.db.app, scope, async (tx) => {
    const person = (await loadPeople(needs, tx, { home, people: [params.id], lock: true })).get(params.id)
    if (person === undefined) throw problem('not-found')
    const place = (person.fields.village ?? person.fields.township) as PlaceCode // stored from a checked code
    require({ place, teamId: person.team, personId: person.id })
    const known = person.override as { commandId?: string } | null // stored by this file
    if (known?.commandId === body.commandId) {
      return { outcome: 'already-recorded' as const, tier: await readTier(tx, home, person.id) }
    }
    const assessed = assessFields(person.fields, { values: values.tier, now, zone: needs.zone })
    if (!mayOverride(body.tier, assessed)) throw problem('tier.unknown-green')
    const openAlarms = await countOpen(tx, { home, person: person.id })
    if (!mayLower({ from: person.tier, to: body.tier, openAlarms })) throw problem('tier.alarm-open')
    const override = {
      tier: body.tier,
      by: actor.accountId,
      byName: await accountName(tx, actor.accountId),
      reason: body.reason,
      reviewOn,
      assessedTierAtOverride: assessed.tier,
      at: new Date(now).toISOString(),
      commandId: body.commandId,
    }
    await setOverride(tx, home, person.id, override)
    const { standing } = await changePerson(needs, tx, {
      home,
      before: { ...person, override },
      fields: person.fields,
      team: person.team,
      cause: 'override',
      account: actor.accountId,
      now,
      zone: needs.zone,
      values,
    })
    if (standing.change === null) {
      const noted = { home, person: person.id, tier: standing.tier, cause: 'override' as const }
      await noteDecision(tx, { ...noted, account: actor.accountId, at: new Date(now) })
    }
    await writeAudit(tx, actor, { action: 'tier.override', subject: person.id, place, detail: { tier: body.tier } })
    return { outcome: 'recorded' as const, tier: await readTier(tx, home, person.id) }
  })
}
