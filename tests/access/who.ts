import type { Role } from '@lianfang/domain/org'
import type { Asking } from '../support/world.js'
import type { Aimed } from './fixture.js'

/** How far a role reaches with a route: its own township or team, its county, the places it counts, or only itself. */
export type Reach = 'own' | 'county' | 'counts' | 'self'

export type AccessCase = {
  readonly ask: (at: Aimed) => Asking
  /** Who may, and how far. A role that is not named may not at all. Written out here and not derived from the program. */
  readonly who: Readonly<Partial<Record<Role, Reach>>>
  /** The answer may be an empty list instead of a refusal when the aim is outside. */
  readonly list?: true
}

const field = { villageWorker: 'own', medic: 'own' } as const
export const desk = { townshipManager: 'own', countyOfficer: 'county' } as const
/** Who sits at a 24-hour desk. */
export const atDesk = { medic: 'own', ...desk } as const
export const people = { ...field, ...desk } as const
/** Who keeps institutions, and enters and signs values of rules: each in the own county. */
export const keepers = { countyOfficer: 'county', administrator: 'county' } as const
export const viewers = { prefectureViewer: 'counts', provinceViewer: 'counts', nationViewer: 'counts' } as const
/** Institutions: everybody in their county, viewers where they count. */
export const institutions = {
  villageWorker: 'county',
  medic: 'county',
  townshipManager: 'county',
  countyOfficer: 'county',
  administrator: 'county',
  auditor: 'county',
  liaison: 'county',
  supplyDesk: 'county',
  ...viewers,
} as const

/** Who keeps the registry of enterprises: a desk in its place; who is named for an enterprise, that one alone. */
export const supplyDesk = { supplyDesk: 'county' } as const
export const named = { enterpriseReporter: 'own', liaison: 'own' } as const
export const supply = { ...named, ...supplyDesk } as const
/** Who keeps a store writes in its book; the desk of its place reads it too. */
export const keeper = { warehouseKeeper: 'own' } as const
/** Who asks for a hospital and who approves inside: each for the one that they are named for. */
export const hospital = { hospitalRequester: 'own', hospitalApprover: 'own' } as const
export const stock = { ...keeper, ...supplyDesk } as const

/** Every role, for what is its own. */
export const self = Object.fromEntries(
  (
    [
      'villageWorker',
      'medic',
      'townshipManager',
      'countyOfficer',
      'prefectureViewer',
      'provinceViewer',
      'nationViewer',
      'administrator',
      'auditor',
      'enterpriseReporter',
      'liaison',
      'supplyDesk',
      'warehouseKeeper',
      'hospitalRequester',
      'hospitalApprover',
    ] as const
  ).map((role) => [role, 'self']),
) as Record<Role, 'self'>
