import type { LeagueRow } from '@lianfang/contract'
import { ranksOf, verdictOf, type Work } from '@lianfang/domain/care'
import { roleSpecs } from '@lianfang/domain/org'
import type { CareValues, LeagueValues } from '@lianfang/domain/policy'
import {
  addDays,
  type ChainLevel,
  chainOf,
  dayIn,
  instantOf,
  type PlaceCode,
  startOfDay,
  suppressLines,
} from '@lianfang/domain/shared'
import { inTransaction, overNation, type Scope, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { nation, type PlaceName, placesByCode } from '../../../kernel/org/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem } from '../../../kernel/problems/index.js'
import { findAgain } from '../checks/use-checks.js'
import type { CareNeeds } from '../needs.js'
import { digitsBelow } from '../six/levels.js'
import {
  answersOf,
  type KeptWork,
  keptBelow,
  type LeagueAt,
  teamNames,
  withCorrections,
  workOf,
  wrongPatterns,
} from './sql.js'

/** 20,000 people take a quarter of a second. */
export const longMs = 10_000

/** The entries of judged patterns, as they were judged, with whatever corrected them since: none of them counts as done. */
const outOf = async (needs: CareNeeds, tx: Tx, at: LeagueAt, care: CareValues): Promise<readonly string[]> => {
  const { home } = at
  const judged: string[] = []
  for (const { account, kind, township, began_at: beganAt, followups } of await wrongPatterns(tx, at)) {
    const sought = { home, township, account, kind, beganAt, values: openGate(care.checks), zone: needs.zone }
    judged.push(...(followups ?? (await findAgain(tx, sought)) ?? []))
  }
  return judged.length === 0 ? [] : withCorrections(tx, home, judged)
}

type Asked = { readonly home: string; readonly township: string; readonly team?: string | undefined }

/** Where the window lies, and what is taken out of it. */
export const windowOf = async (needs: CareNeeds, tx: Tx, asked: Asked) => {
  const now = instantOf(needs.now())
  const today = dayIn(now, needs.zone)
  const care = await needs.policy.care(asked.home as PlaceCode, today) // a county's code
  const values = openGate(care.league)
  const from = new Date(startOfDay(addDays(today, -values.windowDays), needs.zone))
  const bare: LeagueAt = { ...asked, from, now: new Date(now), zone: needs.zone, out: [] }
  return { values, at: { ...bare, out: await outOf(needs, tx, bare, care) } }
}

const none: Work = { owed: 0, inTime: 0, confirmed: 0, denied: 0 }
const add = (a: Work, b: Partial<Work>): Work => ({
  owed: a.owed + (b.owed ?? 0),
  inTime: a.inTime + (b.inTime ?? 0),
  confirmed: a.confirmed + (b.confirmed ?? 0),
  denied: a.denied + (b.denied ?? 0),
})

type Part = { readonly township: string; readonly team: string | null; readonly work: Partial<Work> }

/** What was done in a county or a township, a part each for what is owed and for what was answered. */
export const partsOf = async (tx: Tx, at: LeagueAt): Promise<readonly Part[]> => {
  const [work, answers] = await Promise.all([workOf(tx, at), answersOf(tx, at)])
  return [
    ...work.map(({ township, team, owed, in_time }) => ({ township, team, work: { owed, inTime: in_time } })),
    ...answers.map(({ township, team, confirmed, denied }) => ({ township, team, work: { confirmed, denied } })),
  ]
}

export const sumBy = (parts: readonly Part[], key: (part: Part) => string | null): ReadonlyMap<string, Work> => {
  const sums = new Map<string, Work>()
  for (const part of parts) {
    const at = key(part)
    if (at !== null) sums.set(at, add(sums.get(at) ?? none, part.work))
  }
  return sums
}

type Named = { readonly place: PlaceName; readonly team: { readonly id: string; readonly name: string } | null }
type Listed = Named & { readonly work: Work }

const ranked = (list: readonly Listed[], values: LeagueValues): LeagueRow[] => {
  const verdicts = list.map(({ work }) => verdictOf(work, values))
  const ranks = ranksOf(verdicts)
  return list
    .map(({ place, team, work }, i): LeagueRow => {
      const verdict = verdicts[i] ?? { state: 'notYet' as const, why: 'nothingOwed' as const }
      const judged = verdict.state === 'judged' ? verdict : { timely: null, believed: null, score: null }
      const { timely, believed, score } = judged
      const state = verdict.state === 'judged' ? 'judged' : verdict.why
      return { place, team, ...work, timely, believed, score, rank: ranks[i] ?? null, state }
    })
    .sort((a, b) => (a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER))
}

const ofCounty = async (needs: CareNeeds, tx: Tx, asked: Asked) => {
  const { values, at } = await windowOf(needs, tx, asked)
  const parts = await partsOf(tx, at)
  const teams = await teamNames(tx, at)
  const names = await placesByCode(tx, [...parts.map(({ township }) => township), ...teams.map((t) => t.township)])
  const named = (code: string): PlaceName => names.get(code) ?? nation
  const towns = sumBy(parts, ({ township }) => township)
  const byTeam = sumBy(parts, ({ team }) => team)
  const places = [...towns].map(([code, work]) => ({ place: named(code), team: null, work }))
  const ofTeams = teams.map(({ id, name, township }) => ({
    place: named(township),
    team: { id, name },
    work: byTeam.get(id) ?? none,
  }))
  return {
    values,
    // A township alone is no league.
    places: asked.township === '' ? ranked(places, values) : [],
    teams: ranked(ofTeams, values),
    workedAt: at.now.toISOString(),
  }
}

const byPlaceCode = (a: LeagueRow, b: LeagueRow): number => (a.place.code < b.place.code ? -1 : 1)

const hiddenRow = (row: LeagueRow): LeagueRow => ({
  ...{ ...row, owed: null, inTime: null, confirmed: null, denied: null },
  ...{ timely: null, believed: null, score: null, rank: null, state: 'hidden' },
})

/** In time and not, confirmed and denied: where one is small all are hidden, for a share of two hidden counts would tell them. */
const lineOf = ({ owed, in_time, confirmed, denied }: KeptWork): readonly number[] => [
  ...[in_time, Math.max(0, owed - in_time)],
  ...[confirmed, denied],
]

type Kept = { readonly place: PlaceCode; readonly rows: readonly KeptWork[]; readonly least: number }

/**
 * The places below the last of a chain whose lines are hidden from readers above the county (X2). The chain begins with the
 * nation, whoever reads: what one page covers must not be added up from the lines of the next.
 */
export const hiddenInLeague = (chain: readonly Kept[]): ReadonlySet<string> => {
  const levels = chain.map(({ rows, least }, i): ChainLevel => {
    const below = chain[i + 1]?.place
    return { rows: rows.map(lineOf), next: rows.findIndex(({ code }) => code === below), min: least }
  })
  const hidden = suppressLines(levels).at(-1)?.rows ?? []
  return new Set((chain.at(-1)?.rows ?? []).flatMap(({ code }, i) => (hidden[i] ? [code] : [])))
}

const workOfKept = ({ owed, in_time, confirmed, denied }: KeptWork): Work => ({
  owed,
  inTime: in_time,
  confirmed,
  denied,
})

/** What is kept of the places below each place from the nation down. */
const keptChain = async (needs: CareNeeds, tx: Tx, place: PlaceCode): Promise<readonly Kept[]> => {
  const today = dayIn(instantOf(needs.now()), needs.zone)
  const chain: Kept[] = []
  for (const one of [...chainOf(place)].reverse()) {
    const digits = digitsBelow[one.length]
    if (digits === undefined || digits > 6) throw problem('place.outside')
    const rows = await keptBelow(tx, { place: one, digits, since: addDays(today, -2) })
    chain.push({ place: one, rows, least: openGate((await needs.policy.care(one, today)).cells).least })
  }
  return chain
}

/** The places below one above the county, without what is to be hidden of them. */
const ofAbove = async (needs: CareNeeds, tx: Tx, { place, scope }: { place: PlaceCode; scope: Scope }) => {
  const today = dayIn(instantOf(needs.now()), needs.zone)
  const values = openGate((await needs.policy.care(place, today)).league)
  const chain = await overNation(tx, scope, () => keptChain(needs, tx, place))
  const kept = chain.at(-1)?.rows ?? []
  const hidden = hiddenInLeague(chain)
  const names = await placesByCode(
    tx,
    kept.map(({ code }) => code),
  )
  const list = kept.map((row) => ({ place: names.get(row.code) ?? nation, team: null, work: workOfKept(row) }))
  const isHidden = ({ place: { code } }: Listed): boolean => hidden.has(code)
  // Behind the others and outside of their ranks: a place between two would say between which scores it lies.
  const shown = list.filter((one) => !isHidden(one))
  const places = [...ranked(shown, values), ...ranked(list.filter(isHidden), values).map(hiddenRow).sort(byPlaceCode)]
  const worked = kept.map(({ worked_at }) => worked_at)
  const workedAt = worked.length === 0 ? null : new Date(Math.min(...worked)).toISOString()
  return { values, places, teams: [], workedAt }
}

/** The league of a place: townships and teams in a county, teams in a township, the places below above it (K6). */
export const readLeague = async (
  needs: CareNeeds,
  { scope, query, actor, require }: Pick<Call<'league.read'>, 'scope' | 'query' | 'actor' | 'require'>,
) => {
  const { place } = query
  require({ place })
  const inside = roleSpecs[actor.role].people === 'names'
  if (inside ? (place.length !== 6 && place.length !== 9) || !place.startsWith(scope.county) : place.length > 4)
    throw problem('place.outside')
  const today = dayIn(instantOf(needs.now()), needs.zone)
  const least = openGate((await needs.policy.care(place, today)).cells).least
  const read = async (tx: Tx) => {
    const asked = { home: scope.county, township: place.length === 9 ? place : '' }
    const { values, ...rest } = inside ? await ofCounty(needs, tx, asked) : await ofAbove(needs, tx, { place, scope })
    const { windowDays, leastCallbacks } = values
    const self = (await placesByCode(tx, [place])).get(place) ?? nation
    return { place: self, windowDays, leastCallbacks, ...rest, suppressed: !inside, minimumCell: least }
  }
  return inTransaction(needs.db.app, scope, read, { readOnly: true, longMs })
}
