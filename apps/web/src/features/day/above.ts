import type { TodayPage } from '../followups/today-cache.js'

type Lines = Pick<TodayPage, 'handovers' | 'otherTeams'>

/** The lines of a page above its list that are wanted; each is named by what it is about. */
export const linesIn = <T extends Lines>(page: T, wanted: (line: string) => boolean): T => {
  const { desks, calls, takingBack, moves, refused, standIns } = page.handovers
  return {
    ...page,
    handovers: {
      desks: desks.filter(({ place }) => wanted(`desk ${place}`)),
      calls: calls.filter(({ id }) => wanted(`call ${id}`)),
      takingBack: takingBack.filter(({ id }) => wanted(`takingBack ${id}`)),
      moves: moves.filter(({ personId }) => wanted(`move ${personId}`)),
      refused: refused.filter(({ id }) => wanted(`refused ${id}`)),
      standIns: standIns.filter(({ team, absent, from }) => wanted(`standIn ${team} ${absent} ${from}`)),
    },
    otherTeams: page.otherTeams.filter(({ id }) => wanted(`team ${id}`)),
  }
}

/** The names of all lines above the list. */
export const namesOf = (page: Lines): readonly string[] => {
  const names: string[] = []
  linesIn(page, (name) => names.push(name) > 0)
  return names
}
