import type { PeopleSearch } from '../../app/search-params.js'

/** Figures of the board that count people: each opens the list of just those people. */
const filters = {
  onLedger: {},
  red: { tier: 'red' },
  yellow: { tier: 'yellow' },
  green: { tier: 'green' },
  overdue: { state: 'overdue' },
  neverReached: { state: 'neverReached' },
  provisional: { state: 'provisional' },
  withoutTeam: { state: 'withoutTeam' },
} as const satisfies Readonly<Record<string, PeopleSearch>>

export type PeopleFigure = keyof typeof filters
export const peopleFigures = Object.keys(filters) as PeopleFigure[] // the keys of the table above

/** The list behind a figure of a place (X6: the number equals the length of the list). */
export const listBehind = (
  figure: PeopleFigure,
  place: string,
): { readonly place: string } & Pick<PeopleSearch, 'tier' | 'state'> => ({ place, ...filters[figure] })

/** The list behind a team's people, or its red ones: the township's, as below. */
export const peopleOfTeam = (place: string, team: string, tier?: 'red'): PeopleSearch => ({
  place: place.slice(0, 9),
  team,
  ...(tier === undefined ? {} : { tier }),
})

/**
 * The list behind a team's overdue on the board of a place. A village's board names the teams of its township, which work
 * in its other villages too: the list is the township's.
 */
export const overdueOfTeam = (place: string, team: string) =>
  ({ place: place.slice(0, 9), state: 'overdue', team }) as const satisfies PeopleSearch
