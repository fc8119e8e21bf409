import type { TeamInfo } from '@lianfang/contract'
import { isOverloaded } from '@lianfang/domain/care'
import { compareNames, countyOf, dayIn, HOUR_MS, instantOf, type PlaceCode, within } from '@lianfang/domain/shared'
import { v7 as uuidv7 } from 'uuid'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, type Scope, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { type PlaceName, placesByCode } from '../../../kernel/org/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { leaveInbox } from '../../../kernel/settle/index.js'
import type { CareNeeds } from '../needs.js'
import { type Working, workingNow } from './at-work.js'
import { rebind } from './rebind.js'
import { holdServing } from './serving.js'
import {
  addTeam,
  candidatesIn,
  membersNow,
  renameTeam,
  servedVillages,
  setMembers,
  setVillages,
  type TeamRow,
  takenVillages,
  teamsIn,
  unboundIn,
  villagesOf,
} from './sql.js'
import { inVillages } from './sql-bindings.js'
import { lacksMedic, type SubstitutionRow, substitutionsIn } from './sql-substitutes.js'

const unknownPlace = (code: string): PlaceName => ({ code: code as PlaceCode, name: code, level: 'village' }) // stored code

type Told = {
  readonly names: ReadonlyMap<string, PlaceName>
  readonly substitutions: readonly SubstitutionRow[]
  readonly norm: number
  readonly now: number
  readonly atWork: Working
}

const info = (row: TeamRow, { names, substitutions, norm, now, atWork }: Told): TeamInfo => ({
  id: row.id,
  name: row.name,
  township: names.get(row.township) ?? unknownPlace(row.township),
  members: [...row.members],
  villages: row.villages.map((v) => names.get(v) ?? unknownPlace(v)),
  closer: row.closer,
  people: row.people,
  overdue: row.overdue,
  hasMedic: row.medics > 0,
  working: row.working,
  share: atWork.shareOf(row.id),
  overloaded: isOverloaded({ people: row.people, share: atWork.shareOf(row.id), norm }),
  substitutions: substitutions
    .filter((s) => s.team === row.id)
    .map((s) => ({
      id: s.id,
      absent: { accountId: s.absent, name: s.absent_name },
      substitute: { accountId: s.substitute, name: s.substitute_name, medic: s.medic },
      from: s.from_day,
      until: s.until_day,
      now: s.from_at <= now,
    })),
})

const hourNow = (needs: CareNeeds): number => Math.floor(needs.now() / HOUR_MS)

const normOf = async (needs: CareNeeds, home: string): Promise<number> => {
  const care = await needs.policy.care(home as PlaceCode, dayIn(instantOf(needs.now()), needs.zone)) // a county's code
  return openGate(care.teams).peopleAMember
}

type Wanted = { readonly scope: Scope; readonly township: string; readonly id?: string }

const readTeams = async (needs: CareNeeds, tx: Tx, { scope, ...wanted }: Wanted) => {
  const at = { home: scope.county, ...wanted }
  const now = needs.now()
  const rows = await teamsIn(tx, { ...at, hour: hourNow(needs), now: new Date(now) })
  const norm = await normOf(needs, at.home)
  const substitutions = await substitutionsIn(tx, { home: at.home, township: at.township, now: new Date(now) })
  const names = await placesByCode(
    tx,
    rows.flatMap((r) => [r.township, ...r.villages]),
  )
  // Here and not in the query: a database's own collation is not the same everywhere, and puts 第10 before 第2.
  const ordered = [...rows].sort((a, b) =>
    a.township === b.township ? compareNames(a.name, b.name) : a.township < b.township ? -1 : 1,
  )
  const atWork = await workingNow(tx, scope, new Date(now))
  const teams = ordered.map((r) => info(r, { names, substitutions, norm, now, atWork }))
  return { teams, norm, atWork }
}

/** One team as lists show it, with the norm. Throws `not-found`. */
export const teamOf = async (
  needs: CareNeeds,
  tx: Tx,
  { scope, id }: { readonly scope: Scope; readonly id: string },
) => {
  const { teams, norm } = await readTeams(needs, tx, { scope, township: '', id })
  const [team] = teams
  if (team === undefined) throw problem('not-found')
  return { team, norm }
}

/** Teams of a place, villages that have people but no team, and who could be a member (K2). */
export const listTeams = async (
  needs: CareNeeds,
  { scope, query, require }: Pick<Call<'team.list'>, 'scope' | 'query' | 'require'>,
) => {
  require({ place: query.place })
  const home = scope.county
  if (query.place.length < 6 || countyOf(query.place) !== home) throw problem('place.outside')
  const township = query.place.length >= 9 ? query.place.slice(0, 9) : ''
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const { teams, norm, atWork } = await readTeams(needs, tx, { scope, township })
      const unbound = await unboundIn(tx, home, township)
      const candidates = await candidatesIn(tx, home, township)
      const served = township === '' ? [] : await servedVillages(tx, home, township)
      const names = await placesByCode(tx, [
        ...unbound.flatMap((u) => [u.township, ...(u.village === null ? [] : [u.village])]),
        ...candidates.map((c) => c.place),
      ])
      return {
        teams,
        unbound: unbound.map((u) => ({
          village: u.village === null ? null : (names.get(u.village) ?? unknownPlace(u.village)),
          township: names.get(u.township) ?? unknownPlace(u.township),
          people: u.people,
        })),
        served,
        candidates: candidates.map((c) => ({
          accountId: c.account,
          name: c.name,
          role: c.role,
          medic: c.role === 'medic',
          place: names.get(c.place)?.name ?? c.place,
        })),
        norm,
        // Somebody of two teams is one person here.
        working: atWork.peopleOf(teams.map((team) => team.id)),
        members: new Set(teams.flatMap((team) => team.members.map((one) => one.accountId))).size,
      }
    },
    { readOnly: true },
  )
}

type Body = Call<'team.change'>['body']
/** What is to be done for those who leave (leaving.ts reads teams from here, so it is handed in). */
type OnLeave = (
  tx: Tx,
  leaving: {
    readonly scope: Scope
    readonly team: string
    readonly accounts: readonly string[]
    readonly choice: Body['leaving']
    readonly by: string
    readonly now: Date
  },
) => Promise<void>
type Aim = {
  readonly home: string
  readonly township: string
  readonly team: string
  readonly body: Omit<Body, 'leaving'>
  readonly now: Date
}

const check = async (tx: Tx, { home, township, team, body }: Aim): Promise<void> => {
  await holdServing(tx, home)
  if (body.villages.some((v) => !within(township as PlaceCode, v))) throw problem('place.outside') // a checked code
  const staff = await candidatesIn(tx, home, '')
  const candidates = new Map(staff.map((c) => [c.account, c]))
  // Medics serve the whole county; whoever is a member stays one, also with work in another township by now.
  const here = staff.filter((c) => c.role === 'medic' || within(township as PlaceCode, c.place as PlaceCode)) // codes of grants
  const serving = new Set([...here.map((c) => c.account), ...(await membersNow(tx, home, team))])
  if (body.members.some((m) => !candidates.has(m.accountId) || !serving.has(m.accountId)))
    throw problem('team.member-unknown')
  const medics = body.members.filter((m) => m.medic && candidates.get(m.accountId)?.role === 'medic')
  if (medics.length === 0) throw problem('team.no-medic')
  // Taken over only from the team that was seen to have it.
  const seen = new Set(body.from.map((one) => `${one.village} ${one.team}`))
  const taken = (await takenVillages(tx, home, team, body.villages)).filter((t) => !seen.has(`${t.village} ${t.team}`))
  if (taken.length > 0) throw problem('team.village-taken', { villages: taken.map((t) => t.village) })
}

const bind = async (tx: Tx, aim: Aim): Promise<void> => {
  const { home, township, team, body, now } = aim
  const before = (await villagesOf(tx, home, team)).map((v) => v.village)
  const wanted: readonly string[] = body.villages
  const changed = [...before.filter((v) => !wanted.includes(v)), ...wanted.filter((v) => !before.includes(v))]
  await setMembers(tx, { home, team, township, members: body.members })
  await setVillages(tx, { home, team, township, villages: body.villages, now })
  const fact = uuidv7()
  if (changed.length > 0) await rebind(tx, { home, whose: inVillages(changed), fact, now })
  const gave = new Set(body.from.filter((one) => wanted.includes(one.village)).map((one) => one.team))
  await leaveInbox(tx, [
    { id: fact, county: home, kind: 'care.team-changed', subject: team, township, village: null, team },
    ...[...gave].map((other) => ({
      ...{
        id: uuidv7(),
        county: home,
        kind: 'care.team-changed',
        subject: other,
        township,
        village: null,
        team: other,
      },
    })),
  ])
}

/** Rotas of absences reach no further than some weeks. */
const aheadHours = 60 * 24

/** Whether the team is without anybody medical on one of the days to come, as its members and substitutions stand now. */
const willLackMedic = (tx: Tx, { home, team, now }: Aim): Promise<boolean> =>
  lacksMedic(tx, { home, teams: [team], from: now, until: new Date(now.getTime() + aheadHours * HOUR_MS) })

// Binding moves whole villages; at most some thousand people, well above a single follow-up's second.
const longMs = 10_000

/** Makes a team; the people of its villages belong to it from now on (K2). A repeat with the same id changes nothing. */
export const createTeam = async (
  needs: CareNeeds,
  { scope, body, actor, require }: Call<'team.create'>,
): Promise<TeamInfo> => {
  require({ place: body.township })
  const home = scope.county
  if (countyOf(body.township) !== home) throw problem('place.outside')
  const aim = { home, township: body.township, team: body.id, body, now: new Date(needs.now()) }
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      await check(tx, aim)
      if ((await addTeam(tx, { ...aim, id: body.id, name: body.name })) > 0) {
        await bind(tx, aim)
        await writeAudit(tx, actor, { action: 'team.create', subject: body.id, place: body.township })
      }
      return (await teamOf(needs, tx, { scope, id: body.id })).team
    },
    { longMs },
  )
}

/** Changes a team's name, members and villages; people of villages it lost are without a team and still due. */
export const changeTeam = async (
  needs: CareNeeds,
  { scope, params, body, actor, require }: Call<'team.change'>,
  onLeave: OnLeave,
): Promise<TeamInfo> => {
  const home = scope.county
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const { team: known } = await teamOf(needs, tx, { scope, id: params.id })
      const township = known.township.code as PlaceCode // stored from a checked code
      require({ place: township })
      const aim = { home, township, team: params.id, body, now: new Date(needs.now()) }
      await check(tx, aim)
      // A team that lacks one already may still be renamed or given people; no change may take the last one away.
      const lacked = await willLackMedic(tx, aim)
      await renameTeam(tx, home, params.id, body.name)
      await bind(tx, aim)
      if (!lacked && (await willLackMedic(tx, aim))) throw problem('team.no-medic')
      const stay = new Set(body.members.map((one) => one.accountId))
      const gone = known.members.map((one) => one.accountId).filter((one) => !stay.has(one))
      await onLeave(tx, {
        scope,
        team: params.id,
        accounts: gone,
        choice: body.leaving,
        by: actor.accountId,
        now: aim.now,
      })
      await writeAudit(tx, actor, { action: 'team.change', subject: params.id, place: township })
      return (await teamOf(needs, tx, { scope, id: params.id })).team
    },
    { longMs },
  )
}
