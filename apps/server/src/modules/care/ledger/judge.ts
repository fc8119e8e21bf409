import { createHmac } from 'node:crypto'
import {
  type Changes,
  changesAgainst,
  comparePersons,
  filledIn,
  type PersonFields,
  type ReadPerson,
  type RowWarning,
  readLedgerRow,
} from '@lianfang/domain/care'
import type { Keys } from '../../../kernel/keys/index.js'
import type { StoredPerson } from '../people/load-people.js'
import type { PassContext, PassState } from './pass-state.js'
import type { SeenRow } from './seen-rows.js'

export type ReadOutcome = {
  readonly row: number
  readonly cells: readonly string[]
  readonly read: ReturnType<typeof readLedgerRow>
  /** Keyed hash of the mapped cells and of the words they were read by. */
  readonly print: Buffer
}

/** Reads one row's cells by the mapping and the values in force. */
export const readOne = (keys: Keys, ctx: PassContext, row: number, cells: readonly string[]): ReadOutcome => ({
  row,
  cells,
  read: readLedgerRow({
    cells,
    mapping: ctx.mapping,
    places: ctx.places,
    untold: (writing) => ctx.untold(row, writing)?.village,
    values: ctx.values.words,
    asOf: ctx.asOf,
    today: ctx.today,
  }),
  print: printOf(keys, ctx, cells),
})

// The row's number in the file is left out: the same person on another line is the same row.
const printOf = (keys: Keys, ctx: PassContext, cells: readonly string[]): Buffer => {
  const hmac = createHmac('sha256', keys.purposeKey('sync'))
  for (const [field, columns] of Object.entries(ctx.mapping)) {
    if (field === 'serial') continue
    hmac.update(field)
    for (const at of columns) hmac.update(`\0${(cells[at] ?? '').trim()}`)
    hmac.update('\u0001')
  }
  return hmac.digest().subarray(0, 16)
}

/** What is known in the database about a chunk's rows. */
export type KnownSide = {
  readonly byToken: ReadonlyMap<string, readonly string[]>
  readonly people: ReadonlyMap<string, StoredPerson>
  readonly byPrint: ReadonlyMap<string, string>
  /** Who of all these died or moved away: a row changes nothing about them. */
  readonly gone: ReadonlySet<string>
}

export type Judgement =
  | { readonly verdict: 'wrong'; readonly field: string; readonly code: string; readonly value: string | null }
  | { readonly verdict: 'notYours' }
  | { readonly verdict: 'new' }
  | { readonly verdict: 'twice'; readonly twin: SeenRow }
  | { readonly verdict: 'same'; readonly id: string }
  /** 'place': a known row of which somebody has chosen the village since; nothing else about the person follows it. */
  | { readonly verdict: 'changed'; readonly id: string; readonly what: 'row' | 'place' }
  | {
      readonly verdict: 'doubtful'
      readonly otherRow: number | null
      readonly otherId: string | null
      readonly why: 'sameNumber' | 'sameName'
    }

type Judge = {
  readonly ctx: PassContext
  readonly state: PassState
  readonly known: KnownSide
  /** Tokens of a row, as in the database. */
  readonly tokensOf: (person: ReadPerson) => readonly string[]
  /** Doubts that a person settled as two people. */
  readonly settled: (a: string, b: string) => boolean
}

/**
 * The verdict on one row: wrong, not yours, twice in this file, known (the same or changed), doubtful, or new. Surely the
 * same beats perhaps; what a person has settled is not asked again.
 */
export const judge = (j: Judge, outcome: ReadOutcome): Judgement => {
  const { read, print } = outcome
  if (read.outcome === 'wrong') {
    return { verdict: 'wrong', field: read.field, code: read.code, value: read.value ?? null }
  }
  const { person } = read
  if (j.ctx.entry.township !== '' && person.township !== j.ctx.entry.township) return { verdict: 'notYours' }
  const inFile = j.state.seen.near(person)
  const twin = inFile.find((seen) => comparePersons(person, seen.person) === 'surely')
  if (twin !== undefined) return { verdict: 'twice', twin }
  const printed = j.known.byPrint.get(print.toString('latin1'))
  if (printed !== undefined) return knownRow(j, { id: printed, read })
  const stored = storedCandidates(j, person)
  const match = stored.find((p) => comparePersons(person, p.fields) === 'surely')
  if (match !== undefined && j.known.gone.has(match.id)) return { verdict: 'same', id: match.id }
  if (match !== undefined) return against(match, person)
  return doubt(j, { person, inFile, stored, print }) ?? { verdict: 'new' }
}

/** Whom the ledger knows as dead or moved away: the row says so, and they stay as they are (K20). */
export const goneWarnings = (gone: KnownSide['gone'], judgement: Judgement): readonly RowWarning[] => {
  const id = judgement.verdict === 'twice' ? judgement.twin.id : judgement.verdict === 'same' ? judgement.id : null
  return id !== null && gone.has(id) ? [{ field: 'name', code: 'personGone' }] : []
}

const storedCandidates = (j: Judge, person: ReadPerson): readonly StoredPerson[] => {
  const ids = new Set(j.tokensOf(person).flatMap((token) => j.known.byToken.get(token) ?? []))
  // A row meets the record that goes on, and not the one that was joined into it.
  return [...ids]
    .map((id) => j.known.people.get(id))
    .filter((p) => p !== undefined && p.joinedTo === null) as StoredPerson[]
}

const against = (match: StoredPerson, person: ReadPerson): Judgement => {
  const changes = changesAgainst(match.fields, fieldsOf(person))
  return changes.outcome === 'same'
    ? { verdict: 'same', id: match.id }
    : { verdict: 'changed', id: match.id, what: 'row' }
}

type KnownRow = { readonly id: string; readonly read: Extract<ReadOutcome['read'], { outcome: 'read' }> }

/** A row that was loaded before: who was put where its writing was not understood goes to the village chosen for it since. */
const knownRow = (j: Judge, { id, read }: KnownRow): Judgement => {
  const known = j.known.people.get(id)
  const { villageChosen: chosen, person } = read
  if (chosen === undefined || known === undefined || j.known.gone.has(id)) return { verdict: 'same', id }
  const { township, village } = known.fields
  const left = township === chosen.otherwise.township && village === chosen.otherwise.village
  return left && village !== person.village ? { verdict: 'changed', id, what: 'place' } : { verdict: 'same', id }
}

type Doubt = {
  readonly person: ReadPerson
  readonly inFile: readonly SeenRow[]
  readonly stored: readonly StoredPerson[]
  readonly print: Buffer
}

const doubt = (j: Judge, { person, inFile, stored, print }: Doubt): Judgement | null => {
  const me = print.toString('latin1')
  const other = stored.find((p) => comparePersons(person, p.fields) === 'perhaps' && !j.settled(me, p.id))
  const why = (number: string | null) => (number !== null && number === person.idNumber ? 'sameNumber' : 'sameName')
  if (other !== undefined) {
    return { verdict: 'doubtful', otherRow: null, otherId: other.id, why: why(other.fields.idNumber) }
  }
  const row = inFile.find(
    (seen) => comparePersons(person, seen.person) === 'perhaps' && !(seen.id !== null && j.settled(me, seen.id)),
  )
  if (row === undefined) return null
  return { verdict: 'doubtful', otherRow: row.row, otherId: row.id, why: why(row.person.idNumber) }
}

/** The fields of a read row that a person keeps. */
export const fieldsOf = (person: ReadPerson): PersonFields => ({
  name: person.name,
  sex: person.sex,
  idNumber: person.idNumber,
  idNumberRaw: person.idNumberRaw,
  birth: person.birth,
  phones: person.phones,
  phonesUnread: person.phonesUnread,
  township: person.township,
  village: person.village,
  address: person.address,
  disease: person.disease,
  vaccination: person.vaccination,
  living: person.living,
  kinds: person.kinds,
  remark: person.remark,
})

/** The known fields with a set of changes applied. */
export const applyChanges = (
  known: PersonFields,
  changes: Extract<Changes, { outcome: 'changed' }>['changes'],
): PersonFields => ({ ...known, ...Object.fromEntries(changes.map((c) => [c.field, c.to])) })

type Read = { readonly read: PersonFields; readonly line: 'first' | 'second' | 'place' }

/** The known fields after a row, decided on the locked person; null when the row changes nothing (any more). */
export const fieldsAfter = (known: PersonFields, { read, line }: Read): PersonFields | null => {
  const { township, village } = read
  const wanted = { first: read, second: filledIn(known, read), place: { ...known, township, village } }[line]
  const found = changesAgainst(known, wanted)
  return found.outcome === 'same' ? null : applyChanges(known, found.changes)
}

export type { RowWarning }
