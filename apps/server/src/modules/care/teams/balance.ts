import { type LoadedTeam, type LooseVillage, proposeBalance } from '@lianfang/domain/care'
import { dayIn, instantOf, type PlaceCode, within } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { bulkId } from '../../../kernel/ids/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { leaveInbox } from '../../../kernel/settle/index.js'
import type { CareNeeds } from '../needs.js'
import { workingNow } from './at-work.js'
import { rebind } from './rebind.js'
import { holdServing } from './serving.js'
import { type TeamRow, teamsIn } from './sql.js'
import { closerIn, inVillages } from './sql-bindings.js'
import { giveVillage, peopleByVillage, servedBy } from './sql-substitutes.js'

type Served = Awaited<ReturnType<typeof peopleByVillage>>[number]

type Closer = Awaited<ReturnType<typeof closerIn>>

const sum = (of: readonly { readonly people: number }[]): number => of.reduce((n, v) => n + v.people, 0)

type Loading = { readonly share: number; readonly villages: readonly Served[]; readonly closer: Closer }

const loaded = (team: TeamRow, { share, villages, closer }: Loading): LoadedTeam => ({
  id: team.id,
  members: share,
  closer: sum(closer.filter((one) => one.team === team.id)),
  villages: villages.filter((v) => v.team === team.id).map((v) => ({ code: v.village, people: v.people })),
})

/** Proposes which village goes to which team of a township (K2). Nothing is changed; a person accepts it. */
export const proposeTeams = async (needs: CareNeeds, { scope, query, require }: Call<'team.balance'>) => {
  require({ place: query.township })
  const home = scope.county
  if (!query.township.startsWith(home)) throw problem('place.outside')
  const now = needs.now()
  const care = await needs.policy.care(home as PlaceCode, dayIn(instantOf(now), needs.zone)) // a county's code
  const norm = openGate(care.teams).peopleAMember
  const read = async (tx: Tx) => {
    const teams = await teamsIn(tx, { home, township: query.township, hour: 0, now: new Date(now) })
    const closer = await closerIn(tx, home, query.township)
    // Whom a closer binding serves stays when the village moves.
    const villages = (await peopleByVillage(tx, home, query.township)).map((one) => ({
      ...one,
      people: Math.max(0, one.people - sum(closer.filter(({ village }) => village === one.village))),
    }))
    const loose: LooseVillage[] = villages
      .filter((v) => v.team === null)
      .map((v) => ({ code: v.village, people: v.people }))
    const { shareOf } = await workingNow(tx, scope, new Date(now))
    const loads = teams.map((t) => loaded(t, { share: shareOf(t.id), villages, closer }))
    const moves = proposeBalance(loads, loose)
    const closerOf = new Map(loads.map((load) => [load.id, load.closer]))
    const names = await placesByCode(
      tx,
      moves.map((m) => m.village),
    )
    return {
      moves: moves.map(({ village, ...m }) => ({
        ...m,
        village: names.get(village) ?? { code: village as PlaceCode, name: village, level: 'village' as const }, // stored code
      })),
      teams: teams.map((t) => {
        const before = sum(villages.filter((v) => v.team === t.id)) + (closerOf.get(t.id) ?? 0)
        const given = sum(moves.filter((m) => m.to === t.id))
        const taken = sum(moves.filter((m) => m.from === t.id))
        return {
          id: t.id,
          name: t.name,
          working: t.working,
          share: shareOf(t.id),
          before,
          after: before + given - taken,
        }
      }),
      norm,
    }
  }
  return inTransaction(needs.db.app, scope, read, { readOnly: true })
}

/** A thousand people change hands at most with a village; as much time as binding a team has. */
const longMs = 10_000

/**
 * Accepts a proposal or part of it: villages change their team, and people, lists and counters with them, in one
 * transaction. What changed since it was proposed makes it stale: nothing is done, and a new one is asked for.
 */
export const rebalanceTeams = (needs: CareNeeds, { scope, body, actor, require }: Call<'team.rebalance'>) => {
  require({ place: body.township })
  const home = scope.county
  if (body.moves.some((m) => !within(body.township, m.village))) throw problem('place.outside')
  const accept = async (tx: Tx) => {
    await holdServing(tx, home)
    const teams = await teamsIn(tx, { home, township: body.township, hour: 0, now: new Date(needs.now()) })
    const known = new Set(teams.map((t) => t.id))
    const served = new Map(
      (
        await servedBy(
          tx,
          home,
          body.moves.map((m) => m.village),
        )
      ).map((v) => [v.village, v.team]),
    )
    const stale = body.moves.some((m) => (served.get(m.village) ?? null) !== m.from || !known.has(m.to))
    if (stale) return { outcome: 'stale' as const, moved: 0 }
    const now = new Date(needs.now())
    for (const { village, to } of body.moves)
      await giveVillage(tx, { home, village, team: to, township: body.township, now })
    await rebind(tx, { home, whose: inVillages(body.moves.map((m) => m.village)), fact: body.id, now })
    const touched = new Set(body.moves.flatMap((m) => [m.to, ...(m.from === null ? [] : [m.from])]))
    await leaveInbox(
      tx,
      [...touched].map((team) => ({
        id: bulkId(),
        county: home,
        kind: 'care.team-changed',
        subject: team,
        township: body.township,
        village: null,
        team,
      })),
    )
    const count = body.moves.length
    await writeAudit(tx, actor, { action: 'team.rebalance', place: body.township, count })
    return { outcome: 'recorded' as const, moved: count }
  }
  return inTransaction(needs.db.app, scope, accept, { longMs })
}
