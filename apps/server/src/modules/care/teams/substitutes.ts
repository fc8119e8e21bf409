import {
  addDays,
  countyOf,
  type Day,
  dayIn,
  instantOf,
  type PlaceCode,
  parseDay,
  startOfDay,
} from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { TeamNeeds } from '../needs.js'
import { candidatesIn } from './sql.js'
import {
  addSubstitution,
  endSubstitution,
  isAway,
  lacksMedic,
  substitutionKnown,
  teamsServedBy,
} from './sql-substitutes.js'

type Span = { readonly from: Day; readonly until: Day }

const spanOf = ({ from, until }: { from: string; until: string }, today: Day): Span => {
  const [first, last] = [parseDay(from), parseDay(until)]
  const fits = first !== null && last !== null && first >= today && first <= last && last <= addDays(today, 366)
  if (!fits) throw problem('team.substitute-days')
  return { from: first, until: last }
}

/**
 * Somebody works for others who are away (K2): in every team of the township for which these work, also standing in, from a
 * day to a day, ending by itself. Refused where a team would be without anybody medical on one of those days, and of somebody
 * who is away then themselves.
 */
export const setSubstitute = async (needs: TeamNeeds, { scope, body, actor, require }: Call<'substitute.set'>) => {
  require({ place: body.township })
  const home = scope.county
  if (countyOf(body.township) !== home) throw problem('place.outside')
  const now = instantOf(needs.now())
  const span = spanOf(body, dayIn(now, needs.zone))
  const answer = await inTransaction(needs.db.app, scope, async (tx) => {
    const known = await substitutionKnown(tx, home, body.id)
    if (known > 0) return { outcome: 'already-recorded' as const, teams: known }
    const role = (await candidatesIn(tx, home, '')).find((c) => c.account === body.substitute)?.role
    const days = {
      from: new Date(startOfDay(span.from, needs.zone)),
      until: new Date(startOfDay(addDays(span.until, 1), needs.zone)),
    }
    const places = await teamsServedBy(tx, { home, township: body.township, accounts: body.absent, ...days })
    const named = new Set(places.map((p) => p.account))
    const itself = body.absent.includes(body.substitute)
    if (role === undefined || itself || body.absent.some((a) => !named.has(a))) throw problem('team.not-a-member')
    if (await isAway(tx, home, body.substitute, days)) throw problem('team.substitute-away')
    const medic = role === 'medic'
    for (const { team, account } of places) {
      await addSubstitution(tx, {
        ...{ home, id: body.id, team, township: body.township, absent: account, substitute: body.substitute, medic },
        from: { day: span.from, at: days.from },
        until: { day: span.until, at: days.until },
        by: actor.accountId,
        madeAt: new Date(now),
      })
    }
    const teams = places.map((p) => p.team)
    if (await lacksMedic(tx, { home, teams, ...days })) throw problem('team.no-medic')
    await writeAudit(tx, actor, { action: 'substitute.set', subject: body.substitute, place: body.township })
    return { outcome: 'recorded' as const, teams: places.length }
  })
  // Who works for which team is read with the session.
  needs.forgetSessions()
  return answer
}

/** Ends a substitution before its last day; those who were away work again. */
export const endSubstitute = async (
  needs: TeamNeeds,
  { scope, params, body, actor, require }: Call<'substitute.end'>,
): Promise<undefined> => {
  require({ place: body.township as PlaceCode }) // checked by the contract
  await inTransaction(needs.db.app, scope, async (tx) => {
    const at = { home: scope.county, id: params.id, township: body.township, by: actor.accountId }
    if ((await endSubstitution(tx, { ...at, now: new Date(needs.now()) })) === 0) throw problem('not-found')
    await writeAudit(tx, actor, { action: 'substitute.end', subject: params.id, place: body.township })
  })
  needs.forgetSessions()
  return undefined
}
