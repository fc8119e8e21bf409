import { type MorningKey, morningKeys } from '@lianfang/contract'
import { gapsOf, lateSince } from '@lianfang/domain/care'
import type { CareValues } from '@lianfang/domain/policy'
import {
  addDays,
  addHours,
  type Day,
  dayIn,
  HOUR_MS,
  type Instant,
  instantOf,
  type PlaceCode,
  startOfDay,
} from '@lianfang/domain/shared'
import { inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { countUnraised } from '../alarms/refer.js'
import { type RuledSpan, ruledSpans } from '../checks/check-values.js'
import { openCallbacks, openPatterns } from '../checks/open-checks.js'
import type { CareNeeds } from '../needs.js'
import { overdueOf } from '../people/in-all.js'
import { teamsOver } from '../teams/at-work.js'
import { countReviews } from '../tier/sql-overrides.js'
import {
  countersAt,
  countNews,
  countWaiting,
  type DeskShiftRow,
  desksOf,
  handoversOwed,
  type MorningAt,
  oldestNever,
  proposalsToSign,
  shiftsAround,
} from './sql.js'

/** From this hour of yesterday on the night is told of. */
const eveningHour = 18
const shiftHours = 24
const expiresWithinDays = 7

type Part = { readonly code: string; readonly n: number; readonly day?: Day }
type Figure = { readonly n: number; readonly oldest?: Instant | null; readonly parts?: readonly Part[] }
type Figures = Readonly<Partial<Record<MorningKey, Figure>>>

type Moment = { readonly now: Instant; readonly today: Day; readonly zone: string }

/** Since when news are counted: yesterday at six in the evening. */
export const sinceEvening = ({ today, zone }: Pick<Moment, 'today' | 'zone'>): Instant =>
  addHours(startOfDay(addDays(today, -1), zone), eveningHour)

/** The county, or one of its townships, whose morning is asked for. */
export const aimAt = ({ scope, query, require }: Pick<Call<'morning.read'>, 'scope' | 'query' | 'require'>): void => {
  require({ place: query.place })
  const { place } = query
  if ((place.length !== 6 && place.length !== 9) || !place.startsWith(scope.county)) throw problem('place.outside')
}

const total = (parts: readonly Part[]): Figure => ({ n: parts.reduce((sum, p) => sum + p.n, 0), parts })

type Rota = { readonly shifts: Figure; readonly noRota: Figure }

/**
 * Times without anybody on duty that begin within a day, by desk. Where no rota is kept that is said once: it has no gaps before it is begun.
 */
const emptyShifts = (desks: readonly string[], rows: readonly DeskShiftRow[], now: Instant): Rota => {
  const kept = new Set(rows.map(({ place }) => place))
  const until = addHours(now, shiftHours)
  const gaps = desks
    .filter((code) => kept.has(code))
    .map((code) => {
      const shifts = rows.filter((row) => row.place === code).map((row) => ({ from: row.from_at, until: row.until_at }))
      return { code, n: gapsOf(shifts, { from: now, until }).length }
    })
  const bare = desks.filter((code) => !kept.has(code)).map((code) => ({ code, n: 1 }))
  return { shifts: total(gaps.filter(({ n }) => n > 0)), noRota: total(bare) }
}

type Reading = {
  readonly at: MorningAt
  readonly moment: Moment
  readonly care: CareValues
  /** The ended days that may wait for a call-back, with the values of their time. */
  readonly checkSpans: readonly RuledSpan[]
}

/** A rule that is closed refuses its own figure only. */
const closedKeys = ({ held, rounds, late, checks, teams }: CareValues): readonly MorningKey[] => [
  ...(held.state === 'closed' ? (['held'] as const) : []),
  ...(rounds.state === 'closed' ? (['rounds'] as const) : []),
  ...(late.state === 'closed' ? (['late'] as const) : []),
  ...(teams.state === 'closed' ? (['overNorm'] as const) : []),
  ...(checks.state === 'closed' ? (['callbacks', 'patterns'] as const) : []),
]

const lateOf = async (tx: Tx, { at, moment, care }: Reading): Promise<number> => {
  if (care.late.state === 'closed') return 0
  const since = lateSince(at.place.length === 6 ? 3 : 2, moment.now, care.late.values)
  return overdueOf(tx, at.place, Math.floor(since / HOUR_MS))
}

const ofCounters = async (tx: Tx, reading: Reading): Promise<Figures> => {
  const { at } = reading
  const [counters, oldest, late] = await Promise.all([
    countersAt(tx, at.place),
    oldestNever(tx, at),
    lateOf(tx, reading),
  ])
  const of = (metric: string): number => counters.find((c) => c.metric === metric)?.n ?? 0
  return {
    late: { n: late },
    neverReached: { n: of('never'), oldest },
    withoutTeam: { n: of('noTeam') },
    downgrades: { n: of('waiting') },
    told: { n: of('ledger') - of('told') },
  }
}

const ofChecks = async (tx: Tx, { at, moment, checkSpans }: Reading): Promise<Figures> => {
  if (checkSpans.length === 0) return {}
  const township = at.place.length === 6 ? '' : at.place
  const asked = { home: at.home, township, spans: checkSpans }
  const [owed, found] = await Promise.all([openCallbacks(tx, asked), openPatterns(tx, asked, moment.zone)])
  return {
    callbacks: total(owed.map(({ township: code, n, oldest }) => ({ code, n, day: dayIn(oldest, moment.zone) }))),
    patterns: total(found.map(({ township: code, n, oldest }) => ({ code, n, day: dayIn(oldest, moment.zone) }))),
  }
}

const asWaiting = async (tx: Tx, { at, moment }: Reading): Promise<Figures> => {
  const [rows, reviews, desks, handovers, shifts] = await Promise.all([
    countWaiting(tx, at),
    countReviews(tx, { home: at.home, place: at.place, today: moment.today }),
    desksOf(tx, at),
    handoversOwed(tx, at),
    shiftsAround(tx, at),
  ])
  const read = Object.fromEntries(rows.map(({ key, n, oldest }) => [key, { n, oldest }])) as Figures // keys of `sourcesOf`
  const owed = handovers.map(({ place: code }) => ({ code, n: 1 }))
  return { ...read, reviews: { n: reviews }, handovers: total(owed), ...emptyShifts(desks, shifts, moment.now) }
}

/** Values that end within a week: the rule then falls back to what stands above, or closes. */
const expiring = async (needs: CareNeeds, place: PlaceCode, today: Day): Promise<number> => {
  const { states } = await needs.policy.inForce(place, today)
  const until = addDays(today, expiresWithinDays)
  return [...states.values()].filter((s) => s.state === 'open' && s.until !== null && s.until <= until).length
}

type Telling = {
  readonly key: MorningKey
  readonly figure: Figure
  readonly names: ReadonlyMap<string, { name: string }>
}

const tell = ({ key, figure, names }: Telling) => ({
  key,
  n: figure.n,
  oldest: figure.oldest == null ? null : new Date(figure.oldest).toISOString(),
  parts: (figure.parts ?? []).map(({ code, n, day }) => ({
    code,
    name: names.get(code)?.name ?? code,
    n,
    day: day ?? null,
  })),
})

/** What needs a person now in a county or a township, the most urgent first (K6). Each figure is that of its list. */
export const readMorning = async (needs: CareNeeds, call: Call<'morning.read'>) => {
  aimAt(call)
  const { scope, query, actor } = call
  const { place } = query
  const now = instantOf(needs.now())
  const moment: Moment = { now, today: dayIn(now, needs.zone), zone: needs.zone }
  const { today } = moment
  const care = await needs.policy.care(scope.county as PlaceCode, today) // a county's code
  const at: MorningAt = {
    ...{ home: scope.county, place, now: new Date(now), since: new Date(sinceEvening(moment)) },
    todayEnds: new Date(startOfDay(addDays(today, 1), needs.zone)),
    heldBefore: new Date(care.held.state === 'closed' ? 0 : addHours(now, -care.held.values.againAfterHours)),
    lateBefore: new Date(care.rounds.state === 'closed' ? 0 : addHours(now, -care.rounds.values.gapHours)),
  }
  const home = scope.county as PlaceCode // as above
  const checkSpans =
    care.checks.state === 'closed'
      ? []
      : await ruledSpans(needs, {
          ...{ home, now: care.checks.values, end: today },
          first: addDays(today, -care.checks.values.callbackDays),
        })
  const reading: Reading = { at, moment, care, checkSpans }
  const closed = closedKeys(care)
  const ends = await expiring(needs, scope.county as PlaceCode, today) // as above
  const read = async (tx: Tx) => {
    const [waiting, counted, checked, toSign, news] = await Promise.all([
      asWaiting(tx, reading),
      ofCounters(tx, reading),
      ofChecks(tx, reading),
      proposalsToSign(tx, at.home, actor.accountId),
      countNews(tx, at),
    ])
    const unraised =
      care.alarms.state === 'open' ? null : { n: await countUnraised(tx, at), rules: [...care.alarms.ruleIds] }
    const over =
      care.teams.state === 'closed'
        ? []
        : await teamsOver(tx, { scope, place, now: at.now, norm: care.teams.values.peopleAMember })
    const { pairs, moves, ...rest } = { ...waiting, ...counted, ...checked, overNorm: total(over) }
    // Pairs and rules are lists of the reader's own place: an officer who looks at one township is told of it alone.
    const own: Figures = place === actor.place && pairs !== undefined ? { pairs } : {}
    // A move is answered by the township that takes: a county can only wait for it.
    const answers: Figures = actor.place.length >= 9 && moves !== undefined ? { moves } : {}
    const rules: Figures = place.length === 6 ? { proposals: { n: toSign }, expiring: { n: ends } } : {}
    const figures: Figures = { ...rest, ...own, ...answers, ...rules }
    const codes = Object.values(figures).flatMap((f) => (f.parts ?? []).map(({ code }) => code))
    const names = await placesByCode(tx, [place, ...codes])
    const self = names.get(place)
    if (self === undefined) throw problem('place.unknown')
    const newsOf = (kind: (typeof news)[number]['kind']): number => news.find((one) => one.kind === kind)?.n ?? 0
    return {
      place: self,
      asOf: new Date(now).toISOString(),
      since: at.since.toISOString(),
      checked: addDays(today, -1),
      closed: [...closed],
      unraised,
      waiting: morningKeys.flatMap((key) => {
        const figure = figures[key]
        return figure === undefined || closed.includes(key) ? [] : [tell({ key, figure, names })]
      }),
      news: {
        infection: newsOf('infection'),
        death: newsOf('death'),
        admission: newsOf('admission'),
        discharge: newsOf('discharge'),
      },
    }
  }
  return inTransaction(needs.db.app, scope, read, { readOnly: true })
}
