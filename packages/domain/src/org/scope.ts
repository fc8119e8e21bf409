import { countyOf, levelOf, type PlaceCode, townshipOf } from '../shared/index.js'
import { type Actor, isFieldBound } from './may.js'

/**
 * What row security lets one transaction see of people: a county always, and inside it a township, a village, a team or
 * one person; '' = not narrowed. A transaction without a county sees nobody.
 */
export type RowScope = {
  readonly county: string
  readonly township: string
  readonly village: string
  readonly team: string
  readonly person: string
}

const nobody: RowScope = { county: '', township: '', village: '', team: '', person: '' }

/** A team id that no team has: field staff at a township without a team see nobody. */
const noTeam = '00000000-0000-0000-0000-000000000000'

/** The row scope of an actor (X2). Roles that see only counts, accounts or ids get an empty one. */
export const rowScopeOf = (actor: Actor): RowScope => {
  if (actor.emergency !== undefined) {
    return { ...nobody, county: actor.emergency.county, person: actor.emergency.personId }
  }
  const county = countyOf(actor.place)
  switch (actor.role) {
    case 'countyOfficer':
      return { ...nobody, county }
    case 'townshipManager':
      return { ...nobody, county, township: actor.place }
    case 'villageWorker':
    case 'medic':
      return isFieldBound(actor) ? fieldScope(actor, county) : { ...nobody, county, township: townshipOf(actor.place) }
    default:
      return nobody
  }
}

const fieldScope = (actor: Actor, county: PlaceCode): RowScope => {
  const township = townshipOf(actor.place)
  if (actor.teamId !== null) return { ...nobody, county, township, team: actor.teamId }
  return levelOf(actor.place) === 'village'
    ? { ...nobody, county, township, village: actor.place }
    : { ...nobody, county, township, team: noTeam }
}
