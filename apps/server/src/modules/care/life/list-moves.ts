import type { MoveRow } from '@lianfang/contract'
import { ageToday } from '@lianfang/domain/care'
import { dayIn, instantOf, within } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import { inTransaction, overCounty, type Tx } from '../../../kernel/db/index.js'
import { type Call, momentCursor, writeMomentCursor } from '../../../kernel/http/index.js'
import { placesByCode } from '../../../kernel/org/index.js'
import { problem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { openFields, personKey } from '../people/secrets.js'
import { type MoveListed, movesAt, movingPeople, waitingAt } from './move-sql.js'

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
      const rows = await movesAt(tx, {
        home,
        place: query.place,
        open,
        into: query.way === 'in',
        after,
        limit: query.limit + 1,
      })
      const shown = rows.slice(0, query.limit)
      const told = await overCounty(tx, scope, () => tellAbout(needs, tx, home, shown))
      const today = dayIn(instantOf(needs.now()), needs.zone)
      await writeAudit(tx, actor, { action: 'move.list', place: query.place, count: shown.length })
      const last = shown.at(-1)
      return {
        rows: shown.flatMap((m) => rowOf(m, { told, today, mine: within(m.to_township, actor.place) })),
        next: rows.length > query.limit && last !== undefined ? writeMomentCursor({ us: last.us, id: last.id }) : null,
      }
    },
    { noted: true },
  )
}

/** The number beside the entry of the rail: nobody is named, so nothing is written down. */
export const countWaitingMoves = async (needs: CareNeeds, { scope, query, require }: Call<'move.waiting'>) => {
  require({ place: query.place })
  const home = scope.county
  if (query.place.length >= 6 && !query.place.startsWith(home)) throw problem('place.outside')
  const read = async (tx: Tx) => ({ waiting: await waitingAt(tx, { home, place: query.place }) })
  return inTransaction(needs.db.app, scope, read, { readOnly: true })
}

type Told = {
  readonly people: ReadonlyMap<string, Awaited<ReturnType<typeof movingPeople>>[number]>
  readonly names: Awaited<ReturnType<typeof openFields>>
  readonly places: Awaited<ReturnType<typeof placesByCode>>
  readonly texts: ReadonlyMap<string, { readonly note: string | null; readonly reason: string | null }>
}

const tellAbout = async (needs: CareNeeds, tx: Tx, home: string, moves: readonly MoveListed[]): Promise<Told> => {
  const ids = [...new Set(moves.map((m) => m.person))]
  const people = new Map((await movingPeople(tx, home, ids)).map((p) => [p.id, p]))
  const names = await openFields(needs, tx, { home, people: ids, fields: ['name'] })
  const codes = moves.flatMap((m) => [m.from_township, m.from_village, m.to_township, m.to_village])
  const places = await placesByCode(
    tx,
    codes.filter((code) => code !== null),
  )
  const texts = new Map<string, { note: string | null; reason: string | null }>()
  for (const move of moves) texts.set(move.id, await textsOf(needs, tx, home, move))
  return { people, names, places, texts }
}

const textsOf = async (needs: CareNeeds, tx: Tx, home: string, move: MoveListed) => {
  if (move.note_sealed === null && move.reason_sealed === null) return { note: null, reason: null }
  const key = await personKey(tx, home, move.person)
  const open = (sealed: Buffer | null, field: string): string | null =>
    sealed === null ? null : needs.keys.open({ key, at: { county: home, person: move.person, field }, sealed })
  return {
    note: open(move.note_sealed, `move:${move.id}`),
    reason: open(move.reason_sealed, `move-reason:${move.id}`),
  }
}

const iso = (at: number): string => new Date(at).toISOString()

type About = { readonly told: Told; readonly today: ReturnType<typeof dayIn>; readonly mine: boolean }

const rowOf = (move: MoveListed, { told, today, mine }: About): MoveRow[] => {
  const person = told.people.get(move.person)
  if (person === undefined) return []
  const name = (code: string | null): string => (code === null ? '' : (told.places.get(code)?.name ?? code))
  const home = (township: string, village: string | null): string => `${name(township)} ${name(village)}`.trim()
  return [
    {
      id: move.id,
      personId: move.person,
      name: told.names.get(move.person)?.get('name') ?? '',
      age: ageToday({ day: person.birth_day, year: person.birth_year }, today),
      tier: person.tier,
      kinds: [...person.kinds],
      from: home(move.from_township, move.from_village),
      to: home(move.to_township, move.to_village),
      toTownship: move.to_township,
      toVillage: move.to_village,
      note: told.texts.get(move.id)?.note ?? null,
      askedAt: iso(move.asked_at),
      askedBy: move.asked_by_name ?? '',
      state: move.state,
      decidedAt: move.decided_at === null ? null : iso(move.decided_at),
      decidedBy: move.decided_by_name,
      reason: told.texts.get(move.id)?.reason ?? null,
      mine,
    },
  ]
}
