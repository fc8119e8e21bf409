import type { MoveRow } from '@lianfang/contract'
import { ageToday } from '@lianfang/domain/care'
import { dayIn, instantOf, within } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { countUpTo, inAllOf, inTransaction, overCounty, type Tx } from '../../../kernel/db/index.js'
import { type Call, momentCursor, writeMomentCursor } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { openFields, personKey } from '../people/secrets.js'
import { fieldHere, openThere, type ToldHere, type ToldThere, takingRow, toldThere } from './between-counties/sealed.js'
import { type MoveListed, movesAt, movesIn, movingPeople, waitingAt } from './move-sql.js'

/**
 * Moves into and out of a place, newest first. The receiving desk is told name, age, tier and kinds of people who are not
 * theirs yet, because it cannot answer without; an answered move tells it no more than that it was.
 */
export const listMoves = async (needs: CareNeeds, { scope, query, actor, require }: Call<'move.list'>) => {
  require({ place: query.place })
  const home = scope.county
  if (query.place.length >= 6 && !query.place.startsWith(home)) throw problem('place.outside')
  const after = momentCursor(query.cursor)
  return inTransaction(
    needs.db.app,
    scope,
    async (tx) => {
      const open = query.state === 'asked'
      const wanted = { home, place: query.place, open, into: query.way === 'in' }
      const rows = await movesAt(tx, { ...wanted, after, limit: query.limit + 1 })
      const shown = rows.slice(0, query.limit)
      const told = await overCounty(tx, scope, () => tellAbout(needs, tx, home, shown))
      const today = dayIn(instantOf(needs.now()), needs.zone)
      await writeAudit(tx, actor, { action: 'move.list', place: query.place, count: shown.length })
      const last = shown.at(-1)
      const inAll = await inAllOf({ cursor: query.cursor, read: rows.length, limit: query.limit }, () =>
        countUpTo(tx, movesIn(wanted)),
      )
      return {
        inAll,
        rows: shown.flatMap((m) => rowOf(m, { told, today, mine: within(m.to_township, actor.place) })),
        next: rows.length > query.limit && last !== undefined ? writeMomentCursor({ us: last.us, id: last.id }) : null,
      }
    },
    { noted: true },
  )
}

/**
 * The number beside the entry of the rail, of what the reader answers: a county waits for its townships. Nobody is named, so
 * nothing is written down.
 */
export const countWaitingMoves = async (needs: CareNeeds, { scope, query, actor, require }: Call<'move.waiting'>) => {
  require({ place: query.place })
  const home = scope.county
  if (query.place.length >= 6 && !query.place.startsWith(home)) throw problem('place.outside')
  if (actor.place.length < 9) return { waiting: 0 }
  const read = async (tx: Tx) => ({ waiting: await waitingAt(tx, { home, place: query.place }) })
  return inTransaction(needs.db.app, scope, read, { readOnly: true })
}

type Told = {
  readonly people: ReadonlyMap<string, Awaited<ReturnType<typeof movingPeople>>[number]>
  readonly names: Awaited<ReturnType<typeof openFields>>
  readonly places: Awaited<ReturnType<typeof placesByCode>>
  readonly texts: ReadonlyMap<string, Texts>
}

type Texts = {
  readonly note: string | null
  readonly reason: string | null
  /** Who asked, or who answered, in the other county: their name is on no list of this one. */
  readonly by: string | null
  /** Whom a move from another county is about; null inside the county. */
  readonly about: ToldThere | null
}

const tellAbout = async (needs: CareNeeds, tx: Tx, home: string, moves: readonly MoveListed[]): Promise<Told> => {
  const ids = [...new Set(moves.map((m) => m.person))]
  const people = new Map((await movingPeople(tx, home, ids)).map((p) => [p.id, p]))
  const names = await openFields(needs, tx, { home, people: ids, fields: ['name'] })
  const codes = moves.flatMap((m) => [m.other, m.from_township, m.from_village, m.to_township, m.to_village])
  const places = await placesByCode(
    tx,
    codes.filter((code) => code !== null),
  )
  const texts = new Map<string, Texts>()
  for (const move of moves) texts.set(move.id, await textsOf(needs, tx, home, move))
  return { people, names, places, texts }
}

const textsOf = async (needs: CareNeeds, tx: Tx, home: string, move: MoveListed): Promise<Texts> => {
  if (move.side === 'takes') return textsThere(needs, home, move)
  const { note_sealed: note, reason_sealed: reason, told_sealed: told } = move
  if (note === null && reason === null && told === null) return { note, reason, by: null, about: null }
  const key = await personKey(tx, home, move.person)
  const open = (sealed: Buffer | null, field: string): string | null =>
    sealed === null ? null : needs.keys.open({ key, at: { county: home, person: move.person, field }, sealed })
  const answer = open(told, fieldHere.told(move.id))
  return {
    note: open(note, `move:${move.id}`),
    reason: open(reason, `move-reason:${move.id}`),
    by: answer === null ? null : (JSON.parse(answer) as ToldHere).decidedBy, // our own, sealed
    about: null,
  }
}

const textsThere = ({ keys }: CareNeeds, home: string, move: MoveListed): Texts => {
  const row = takingRow(home, move)
  const about = toldThere(keys, row, move.told_sealed)
  const reason = openThere(keys, { row, field: 'reason', sealed: move.reason_sealed })
  return { note: about?.note ?? null, reason, by: about?.askedBy ?? null, about }
}

const iso = (at: number): string => new Date(at).toISOString()

type About = { readonly told: Told; readonly today: ReturnType<typeof dayIn>; readonly mine: boolean }

/** Whom a move is about: of this ledger as they are, of another county's as it told. */
const personOf = (move: MoveListed, { people, names, texts }: Told) => {
  const person = people.get(move.person)
  const about = texts.get(move.id)?.about
  if (about) {
    const { name, birthYear: year, tier, kinds } = about
    return { name, birth: { day: null, year }, tier, kinds }
  }
  if (person === undefined) return null
  const birth = { day: person.birth_day, year: person.birth_year }
  return { name: names.get(move.person)?.get('name') ?? '', birth, tier: person.tier, kinds: person.kinds }
}

const rowOf = (move: MoveListed, { told, today, mine }: About): MoveRow[] => {
  const person = personOf(move, told)
  if (person === null) return []
  const texts = told.texts.get(move.id)
  const name = (code: string | null): string => (code === null ? '' : (told.places.get(code)?.name ?? code))
  const home = (township: string, village: string | null): string => `${name(township)} ${name(village)}`.trim()
  return [
    {
      id: move.id,
      personId: move.person,
      name: person.name,
      age: ageToday(person.birth, today),
      tier: person.tier,
      kinds: [...person.kinds],
      from: home(move.from_township, move.from_village),
      to: home(move.to_township, move.to_village),
      toTownship: move.to_township,
      toVillage: move.to_village,
      between: move.side === null ? null : { side: move.side, county: name(move.other), doubted: move.doubted },
      note: texts?.note ?? null,
      askedAt: iso(move.asked_at),
      askedBy: (move.side === 'takes' ? texts?.by : move.asked_by_name) ?? '',
      state: move.state,
      decidedAt: move.decided_at === null ? null : iso(move.decided_at),
      decidedBy: move.decided_by_name ?? (move.side === 'gives' ? (texts?.by ?? null) : null),
      reason: texts?.reason ?? null,
      withdrawnWhy: move.withdrawn_why,
      diedAt: move.side === 'takes' && move.died_at !== null ? iso(move.died_at) : null,
      mine,
    },
  ]
}
