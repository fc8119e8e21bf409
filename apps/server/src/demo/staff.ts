import type { Role } from '@lianfang/domain/org'
import type { PlaceCode } from '@lianfang/domain/shared'
import { diceOf, idAt } from './dice.js'
import { inventName } from './names.js'
import type { CountyPlan, PlannedTeam, PlannedTownship } from './plan.js'
import { demoSignIns } from './sign-ins.js'

export type StaffAccount = {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly role: Role
  readonly place: string
  readonly grant: string
}

export type TeamMember = { readonly account: StaffAccount; readonly team: PlannedTeam; readonly medic: boolean }

export type CountyStaff = {
  readonly accounts: readonly StaffAccount[]
  readonly members: readonly TeamMember[]
  /** Who records follow-ups of a team, of a township's people without a team: at least one account each. */
  readonly ofTeam: ReadonlyMap<string, readonly [string, ...string[]]>
  readonly managerOf: ReadonlyMap<PlaceCode, string>
}

type Making = { readonly seed: number; readonly madeAt: number }
type Post = { readonly login: string; readonly role: Role; readonly place: string }

const makeAccounts = (index: number, { seed, madeAt }: Making) => {
  const dice = diceOf(seed, index, 2)
  return ({ login, role, place }: Post): StaffAccount => ({
    id: idAt(dice, madeAt),
    // The sign-ins that are shown have short names.
    login: demoSignIns.some((s) => s.login === login) ? login : `${login}.${place || 'cn'}`,
    name: inventName(dice, dice.chance(0.5) ? 'female' : 'male'),
    role,
    place,
    grant: idAt(dice, madeAt),
  })
}

const shown = (role: Role, place: string): string | undefined =>
  demoSignIns.find((s) => s.role === role && s.place === place)?.login

type Hire = ReturnType<typeof makeAccounts>

const hireTeam = (hire: Hire, team: PlannedTeam): readonly TeamMember[] => {
  const place = team.township
  const of = (role: 'villageWorker' | 'medic', letter: string): TeamMember => {
    const known = team.number === 1 && letter === 'a' ? shown(role, place) : undefined
    const login = known ?? `${role === 'medic' ? 'medic' : 'worker'}${team.number}${letter}`
    return { account: hire({ login, role, place }), team, medic: role === 'medic' }
  }
  return [of('villageWorker', 'a'), of('villageWorker', 'b'), of('medic', 'a')]
}

const hireManager = (hire: Hire, { code }: PlannedTownship): StaffAccount =>
  hire({ login: shown('townshipManager', code) ?? 'manager', role: 'townshipManager', place: code })

/** Accounts of a county: its officer, a manager a township, two workers and a medic a team. */
export const hireCounty = (plan: CountyPlan, making: Making): CountyStaff => {
  const hire = makeAccounts(plan.index, making)
  const officer = hire({
    login: shown('countyOfficer', plan.code) ?? 'officer',
    role: 'countyOfficer',
    place: plan.code,
  })
  const managers = plan.townships.map((t) => hireManager(hire, t))
  const members = plan.townships.flatMap((t) => t.teams).flatMap((team) => hireTeam(hire, team))
  const ofTeam = new Map<string, [string, ...string[]]>()
  for (const { account, team } of members) {
    const known = ofTeam.get(team.id)
    if (known === undefined) ofTeam.set(team.id, [account.id])
    else known.push(account.id)
  }
  return {
    accounts: [officer, ...managers, ...members.map((m) => m.account)],
    members,
    ofTeam,
    managerOf: new Map(managers.map((m) => [m.place as PlaceCode, m.id])), // places of the plan
  }
}

// Hired with the enterprises they work for.
const ofSupply: readonly Role[] = [
  'supplyDesk',
  'enterpriseReporter',
  'liaison',
  'warehouseKeeper',
  'hospitalRequester',
  'hospitalApprover',
]

/** Accounts above the county. */
export const hireAbove = (making: Making): readonly StaffAccount[] => {
  const hire = makeAccounts(-1, making)
  return demoSignIns
    .filter((s) => s.place.length < 6 && !ofSupply.includes(s.role))
    .map(({ login, role, place }) => hire({ login, role, place }))
}
