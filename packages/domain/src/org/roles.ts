import type { PlaceLevel } from '../shared/index.js'

/**
 * Roles of people at places (X2). A grant is a role at a place; the place's level says how far it reaches.
 * A second factor is asked from county officers and above, and from those who see accounts or audit.
 */

export type RoleSpec = {
  /** Levels of place at which the role can be granted. */
  readonly levels: readonly PlaceLevel[]
  readonly secondFactor: boolean
  /** What the role sees of people: their names, only counts, only ids, or nothing. */
  readonly people: 'names' | 'counts' | 'ids' | 'none'
  /** Whether disease names are shown, or only the class ("disease, not stable"). */
  readonly diseaseNames: boolean
}

export const roleSpecs = {
  villageWorker: { levels: ['village', 'township'], secondFactor: false, people: 'names', diseaseNames: false },
  medic: { levels: ['village', 'township'], secondFactor: false, people: 'names', diseaseNames: true },
  townshipManager: { levels: ['township'], secondFactor: false, people: 'names', diseaseNames: true },
  countyOfficer: { levels: ['county'], secondFactor: true, people: 'names', diseaseNames: true },
  prefectureViewer: { levels: ['prefecture'], secondFactor: true, people: 'counts', diseaseNames: false },
  provinceViewer: { levels: ['province'], secondFactor: true, people: 'counts', diseaseNames: false },
  nationViewer: { levels: ['nation'], secondFactor: true, people: 'counts', diseaseNames: false },
  administrator: {
    levels: ['nation', 'province', 'prefecture', 'county'],
    secondFactor: true,
    people: 'none',
    diseaseNames: false,
  },
  auditor: {
    levels: ['nation', 'province', 'prefecture', 'county'],
    secondFactor: true,
    people: 'ids',
    diseaseNames: false,
  },
  /** Reports for an enterprise that it is named for (E1). */
  enterpriseReporter: { levels: ['county'], secondFactor: false, people: 'none', diseaseNames: false },
  /** 驻企特派员: named for enterprises or for a kind, calls them and records on their behalf. */
  liaison: {
    levels: ['nation', 'province', 'prefecture', 'county'],
    secondFactor: false,
    people: 'none',
    diseaseNames: false,
  },
  /** Keeps the registry and moves supplies inside its place. */
  supplyDesk: {
    levels: ['nation', 'province', 'prefecture', 'county'],
    secondFactor: true,
    people: 'none',
    diseaseNames: false,
  },
  /** 库管员: writes in the books of the stores that it is named for (E9). */
  warehouseKeeper: {
    levels: ['nation', 'province', 'prefecture', 'county', 'township', 'village'],
    secondFactor: false,
    people: 'none',
    diseaseNames: false,
  },
  /** Asks for supplies for the institution that it is named for (E3). */
  hospitalRequester: { levels: ['county'], secondFactor: false, people: 'none', diseaseNames: false },
  /** Approves inside the institution what another asked for (E3). */
  hospitalApprover: { levels: ['county'], secondFactor: false, people: 'none', diseaseNames: false },
} as const satisfies Record<string, RoleSpec>

export type Role = keyof typeof roleSpecs

export const roles = Object.keys(roleSpecs) as Role[] // the keys of the table above, in its order

/** Whether a text names a role. */
export const isRole = (text: string): text is Role => Object.hasOwn(roleSpecs, text)
