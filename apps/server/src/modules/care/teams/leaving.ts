import type { PlaceCode } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { inTransaction, type Scope, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { tellDesk } from '../desk/record-call.js'
import { cancelShift } from '../desk/sql-rota.js'
import type { TeamNeeds } from '../needs.js'
import { workingWithout } from './at-work.js'
import { handCalls, leavingOf, shiftsAhead } from './sql-leaving.js'
import { teamOf } from './use-teams.js'

const iso = (at: number): string => new Date(at).toISOString()

/** What becomes of everything that hangs on members who are to leave a team: shown before it is saved (K2). */
export const readLeaving = (needs: TeamNeeds, { scope, params, query, require }: Call<'team.leaving'>) => {
  const now = new Date(needs.now())
  const home = scope.county
  const read = async (tx: Tx) => {
    const { team, norm } = await teamOf(needs, tx, { scope, id: params.id })
    require({ place: team.township.code as PlaceCode }) // stored from a checked code
    const of = { home, team: team.id, accounts: query.accounts, now }
    const members = await leavingOf(tx, of)
    const shifts = await shiftsAhead(tx, of)
    const names = await placesByCode(
      tx,
      shifts.map(({ place }) => place),
    )
    const after = await workingWithout(tx, {
      scope,
      now,
      team: team.id,
      accounts: query.accounts,
      joining: query.joining ?? [],
    })
    return {
      members: members.map((one) => ({
        accountId: one.account,
        name: one.name,
        ...{ otherTeams: one.other_teams, calls: one.calls, alarms: one.alarms, standsIn: one.stands_in },
        shifts: shifts
          .filter(({ account }) => account === one.account)
          .map(({ id, place, from_at, until_at }) => ({
            ...{ id, from: iso(from_at), until: iso(until_at) },
            place: names.get(place)?.name ?? place,
          })),
      })),
      people: team.people,
      share: { before: team.share, after },
      norm,
    }
  }
  return inTransaction(needs.db.app, scope, read, { readOnly: true })
}

type Leaving = {
  readonly scope: Scope
  readonly team: string
  readonly accounts: readonly string[]
  readonly choice: Call<'team.change'>['body']['leaving']
  readonly by: string
  readonly now: Date
}

/** Does with shifts and calls of those who leave what was chosen; what is not touched stays theirs, and says so on its own page. */
export const settleLeaving = async (tx: Tx, { scope, team, accounts, choice, by, now }: Leaving): Promise<void> => {
  const of = { home: scope.county, team, accounts, now }
  if (accounts.length === 0 || choice === undefined) return
  const touched = new Set<string>()
  for (const { id, place } of choice.shifts === 'drop' ? await shiftsAhead(tx, of) : []) {
    if ((await cancelShift(tx, { home: of.home, place, id, by, at: now })) > 0) touched.add(place)
  }
  for (const { place } of choice.calls === 'team' ? await handCalls(tx, { ...of, by }) : []) touched.add(place)
  for (const place of touched) await tellDesk(tx, { home: of.home, place, id: uuidv7() })
}
