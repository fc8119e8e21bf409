import type { CareHomeRow as Told } from '@lianfang/contract'
import { roundStanding } from '@lianfang/domain/care'
import type { RoundValues } from '@lianfang/domain/policy'
import { dayIn, HOUR_MS, type Instant, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import type { Tx } from '../../../kernel/db/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import type { CareNeeds } from '../needs.js'
import type { CareHomeRow, CountedHome } from './sql.js'

export const iso = (at: Instant): string => new Date(at).toISOString()

/** Where a home is, for the check of rights: the village, and the team that serves it. */
export const targetOf = (home: Pick<CareHomeRow, 'village' | 'team'>) => ({ place: home.village, teamId: home.team })

/** The full hour at which lists and figures cut (decision 0009). */
export const fullHour = (now: number): Date => new Date(Math.floor(now / HOUR_MS) * HOUR_MS)

/** The values of rounds in force at a place; closed, the step is refused and the rule named. */
export const roundValues = async (needs: CareNeeds, place: PlaceCode): Promise<RoundValues> =>
  openGate((await needs.policy.care(place, dayIn(instantOf(needs.now()), needs.zone))).rounds)

export const standingOf = (
  row: Pick<CareHomeRow, 'round_since' | 'last_round_at' | 'closed_on'>,
  at: { readonly now: Instant; readonly values: RoundValues },
): Told['round'] => {
  const rounds = { since: row.closed_on === null ? row.round_since : null, lastAt: row.last_round_at }
  const standing = roundStanding(rounds, at.now, at.values)
  if (standing.state === 'nobody') return standing
  return standing.state === 'inTime'
    ? { state: 'inTime', dueAt: iso(standing.dueAt) }
    : { state: 'late', since: iso(standing.since), level: standing.level }
}

const lacksOf = (row: CareHomeRow): Told['lacks'] => {
  const lacks: Told['lacks'] = []
  if (row.hospital === null) lacks.push('hospital')
  if (row.green_channel_on === null) lacks.push('greenChannel')
  if (row.phone === null) lacks.push('phone')
  if (row.team === null) lacks.push('team')
  return lacks
}

type At = { readonly now: Instant; readonly values: RoundValues }

/** Homes as they travel, their places named. */
export const tellHomes = async (tx: Tx, rows: readonly CountedHome[], at: At): Promise<Told[]> => {
  const places = await placesByCode(
    tx,
    rows.flatMap((r) => [r.township, r.village]),
  )
  return rows.map((r) => ({
    id: r.id,
    kind: r.kind,
    name: r.name,
    township: places.get(r.township)?.name ?? r.township,
    place: { code: r.village, name: places.get(r.village)?.name ?? r.village, level: 'village' as const },
    phone: r.phone,
    capacity: r.capacity,
    team: r.team === null ? null : { id: r.team, name: r.team_name ?? '' },
    hospital: r.hospital === null ? null : { id: r.hospital, name: r.hospital_name ?? '', phone: r.hospital_phone },
    liaison: r.liaison,
    liaisonPhone: r.liaison_phone,
    greenChannelOn: r.green_channel_on,
    closedOn: r.closed_on,
    numbers: {
      residents: r.residents,
      red: r.red,
      yellow: r.yellow,
      green: r.green,
      inHospital: r.in_hospital,
      overdue: r.overdue,
      alarms: r.alarms,
    },
    round: standingOf(r, at),
    lastRoundAt: r.last_round_at === null ? null : iso(r.last_round_at),
    lacks: lacksOf(r),
  }))
}

const rankOfRound = ({ round }: Told): number => {
  if (round.state === 'late') return round.level === 'county' ? 0 : 1
  return round.state === 'inTime' ? 2 : 3
}
const momentOf = ({ round }: Told): string =>
  round.state === 'late' ? round.since : round.state === 'inTime' ? round.dueAt : ''

/** Late rounds first, the latest of them on top; then whichever is due next. */
export const byLateness = (a: Told, b: Told): number =>
  rankOfRound(a) - rankOfRound(b) || (momentOf(a) < momentOf(b) ? -1 : momentOf(a) > momentOf(b) ? 1 : 0)
