import type { Reply } from '../../api/client.js'

type Teams = Reply<'team.list'>

export type VillageLine = {
  readonly code: string
  readonly name: string
  /** Key people without a team, or who would come along from the team that serves the village; null of one's own. */
  readonly people: number | null
  readonly own: boolean
  /** The other team that serves it: its people come along. */
  readonly holder: { readonly id: string; readonly name: string } | null
}

type Asked = {
  readonly villages: readonly { readonly code: string; readonly name: string }[]
  readonly teams: Teams['teams']
  readonly unbound: Teams['unbound']
  readonly served: Teams['served']
  /** The team whose form it is; null for a new one. */
  readonly own: string | null
}

const groupOf = ({ own, holder }: VillageLine): number => (holder === null ? Number(own) : 2)

/**
 * The villages of a township as a team's form offers them: those without a team first, the fullest of them before the
 * others, then the team's own, then those of other teams, from which they can be taken over. Ticking moves none of them.
 */
export const villageLines = ({ villages, teams, unbound, served, own }: Asked): readonly VillageLine[] => {
  const serving = new Map(teams.flatMap((team) => team.villages.map(({ code }) => [code, team] as const)))
  const people = new Map(unbound.map((one) => [one.village?.code, one.people]))
  const along = new Map<string, number>(served.map((one) => [one.village, one.people]))
  return villages
    .map(({ code, name }): VillageLine => {
      const team = serving.get(code)
      const mine = team !== undefined && team.id === own
      const holder = team === undefined || mine ? null : { id: team.id, name: team.name }
      const loose = people.get(code) ?? 0
      const coming = holder === null ? loose : (along.get(code) ?? 0)
      return { code, name, people: mine ? null : coming, own: mine, holder }
    })
    .sort((a, b) => groupOf(a) - groupOf(b) || (b.people ?? 0) - (a.people ?? 0) || (a.code < b.code ? -1 : 1))
}

/** What is taken over from other teams: of the ticked, those that another team serves. */
export const takenOver = (lines: readonly VillageLine[], ticked: ReadonlySet<string>) =>
  lines.flatMap(({ code, name, people, holder }) =>
    holder !== null && ticked.has(code) ? [{ village: code, name, people: people ?? 0, holder }] : [],
  )
export type TakenOver = ReturnType<typeof takenOver>

/** Those whose name, or whose team's name, holds what was typed; what is ticked stays in sight. */
export const linesFound = (
  lines: readonly VillageLine[],
  { text, ticked }: { readonly text: string; readonly ticked: ReadonlySet<string> },
): readonly VillageLine[] => {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return lines
  return lines.filter(
    ({ code, name, holder }) => ticked.has(code) || `${name} ${holder?.name ?? ''}`.toLowerCase().includes(wanted),
  )
}
