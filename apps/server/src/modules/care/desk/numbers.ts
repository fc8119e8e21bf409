import { createHash } from 'node:crypto'
import { dayIn, instantOf, parseDay } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, inTurn, type Tx } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import { childrenOf, placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import {
  countToldAnew,
  deskTeams,
  doctorsOf,
  institutionsOf,
  type NumberRow,
  numberBefore,
  numbersIn,
  pastNumbers,
  replaceNumber,
  toldByTeam,
  toldCounts,
} from './sql-numbers.js'

/** Longer than the second of a writing transaction: a township's 5,000 people are counted anew when its number changes. */
const recountMs = 20_000

const numberInfo = (row: NumberRow | undefined) =>
  row === undefined
    ? null
    : {
        number: row.number,
        name: row.name,
        from: row.from_day,
        by: row.by_name ?? '',
        at: new Date(row.at).toISOString(),
      }

type Figures = ReadonlyMap<string, { readonly people: number; readonly told: number }>
const none = { people: 0, told: 0 }

const figuresOf = (rows: readonly { readonly key: string; readonly all: number; readonly told: number }[]): Figures =>
  new Map(rows.map(({ key, all, told }) => [key, { people: all, told }]))

/** The 24-hour numbers of a place, how many know them, and what is missing (K4). */
export const listNumbers = async (needs: CareNeeds, { scope, query, require }: Call<'number.list'>) => {
  require({ place: query.place })
  const home = scope.county
  if (query.place.length >= 6 && !query.place.startsWith(home)) throw problem('place.outside')
  const township = query.place.length >= 9 ? query.place.slice(0, 9) : scope.township
  const today = dayIn(instantOf(needs.now()), needs.zone)
  const read = async (tx: Tx) => {
    const at = { home, township }
    const numbers = await numbersIn(tx, at)
    const teams = await deskTeams(tx, at)
    const counted = township === '' ? home : township
    const figures = figuresOf((await toldCounts(tx, counted)).map((f) => ({ ...f, key: f.place })))
    const byTeam = figuresOf((await toldByTeam(tx, home)).map((f) => ({ ...f, key: f.team })))
    const here = (await placesByCode(tx, [counted])).get(counted)
    const below = await childrenOf(tx, (here?.code ?? counted) as Parameters<typeof childrenOf>[1], today) // a checked code
    const one = township !== ''
    const townships = (one && here !== undefined ? [here] : below).map((place) => ({
      township: place,
      institution: numberInfo(numbers.find((n) => n.township === place.code && n.team === null)),
      ...(figures.get(place.code) ?? none),
      teams: teams
        .filter((t) => t.township === place.code)
        .map(({ id, name }) => ({
          id,
          name,
          doctor: numberInfo(numbers.find((n) => n.team === id)),
          ...(byTeam.get(id) ?? none),
        })),
      villages: one ? below.map((village) => ({ village, ...(figures.get(village.code) ?? none) })) : [],
    }))
    return {
      townships,
      past: one ? (await pastNumbers(tx, at)).map(pastInfo) : [],
      institutions: one ? await institutionsOf(tx, township) : [],
      doctors: one ? await doctorsOf(tx, at) : [],
    }
  }
  return inTransaction(needs.db.app, scope, read, { readOnly: true })
}

const pastInfo = (row: NumberRow) => ({
  number: row.number,
  name: row.name,
  from: row.from_day,
  by: row.by_name ?? '',
  at: new Date(row.at).toISOString(),
  team: row.team === null ? null : (row.team_name ?? ''),
  until: row.until_at === null ? null : new Date(row.until_at).toISOString(),
})

/** The command's own words: the same id with others is refused. */
export const hashOf = (body: object, ...more: readonly string[]): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([...more, ...Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1))]))
    .digest()

/** Enters a number; it holds at once, and whoever was told another is to be told again (K4). */
export const setNumber = async (needs: CareNeeds, { scope, body, actor, require }: Call<'number.set'>) => {
  require({ place: body.township })
  const home = scope.county
  if (!body.township.startsWith(home)) throw problem('place.outside')
  const now = instantOf(needs.now())
  const from = parseDay(body.from)
  const hash = hashOf(body)
  const save = async (tx: Tx) => {
    await inTurn(tx, body.id)
    const before = await numberBefore(tx, home, body.id)
    if (before !== undefined) {
      if (!before.body_hash.equals(hash)) throw problem('command.other-body', { id: body.id })
      return { outcome: 'already-recorded' as const }
    }
    // Entered on the day from which it holds: nobody could be told today what holds only tomorrow.
    if (from === null || from > dayIn(now, needs.zone))
      return { outcome: 'refused' as const, reason: 'number-day' as const }
    const teams = await deskTeams(tx, { home, township: body.township })
    if (body.team !== null && !teams.some(({ id }) => id === body.team)) {
      return { outcome: 'refused' as const, reason: 'number-team' as const }
    }
    const { id, township, team, number, name, source } = body
    const entry = { home, id, township, team, number, name, source, from: body.from, account: actor.accountId }
    if ((await replaceNumber(tx, { ...entry, at: new Date(now), bodyHash: hash })) === 0) {
      throw problem('command.other-body', { id })
    }
    await countToldAnew(tx, { home, township, team, number })
    await writeAudit(tx, actor, { action: 'number.set', subject: team, place: township, detail: { fact: id } })
    return { outcome: 'recorded' as const }
  }
  return inTransaction(needs.db.app, scope, save, { longMs: recountMs })
}
