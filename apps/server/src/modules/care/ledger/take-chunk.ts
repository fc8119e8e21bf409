import type { PersonFields } from '@lianfang/domain/care'
import type { Instant } from '@lianfang/domain/shared'
import { writeAudit } from '../../../kernel/audit/index.js'
import type { Tx } from '../../../kernel/db/index.js'
import type { CareNeeds } from '../needs.js'
import { changePerson } from '../people/change-person.js'
import { loadPeople, type StoredPerson } from '../people/load-people.js'
import type { NewPerson } from '../people/record.js'
import { savePeople } from '../people/save-people.js'
import { teamAfter } from '../teams/serving.js'
import { ownTeams } from '../teams/sql-bindings.js'
import { fieldsAfter, fieldsOf, type KnownSide, readOne } from './judge.js'
import { type Pairing, pairOf } from './pairs.js'
import type { PassContext, PassState } from './pass-state.js'
import type { Prepared } from './prepare.js'
import { openCells } from './receive.js'
import { addPairs, type NewPair, rowsOf } from './sql.js'
import { addFingerprints } from './sql-known.js'
import type { VerdictRow } from './sql-verdicts.js'

/** A row that changes someone known; a second line about the same person fills blanks only, and 'place' moves them only. */
export type Changing = {
  readonly id: string
  readonly read: PersonFields
  readonly row: number
  readonly line: 'first' | 'second' | 'place'
}

export type Chunk = {
  readonly needs: CareNeeds
  readonly tx: Tx
  readonly ctx: PassContext
  readonly state: PassState
  readonly matches: Prepared['matches']
  readonly gone: KnownSide['gone']
  readonly now: Instant
  /** By village, as of this chunk: an import lasts minutes, and teams are made meanwhile. */
  readonly teams: ReadonlyMap<string, string>
  readonly fresh: Map<string, NewPerson>
  readonly changed: Changing[]
  readonly prints: { readonly fingerprint: Buffer; readonly person: string }[]
  readonly doubts: Omit<Pairing, 'other'>[]
}

/** Takes in what a chunk was judged to be: new people, changes of known ones, pairs that wait for a person. */
export const takeChunk = async (chunk: Chunk, verdicts: VerdictRow[]): Promise<void> => {
  const { needs, tx, ctx } = chunk
  const { home } = ctx.entry
  await savePeople(needs, tx, { home, cause: 'ledger', account: ctx.account, people: [...chunk.fresh.values()] })
  await changeKnown(chunk, verdicts)
  if (chunk.prints.length > 0) await addFingerprints(tx, home, chunk.prints)
  if (chunk.doubts.length > 0) await addPairs(tx, ctx.entry, await pairsOf(chunk))
  const taken = chunk.fresh.size + chunk.changed.length
  if (taken > 0) await writeAudit(tx, null, { action: 'ledger.take', subject: ctx.entry.id, place: home, count: taken })
}

/** Doubts as they are queued. The earlier row is read again: what is remembered of it is only what rows are compared by. */
const pairsOf = async (chunk: Chunk): Promise<readonly NewPair[]> => {
  const { needs, tx, ctx, doubts } = chunk
  const rows = await rowsOf(
    tx,
    ctx.entry,
    doubts.flatMap(({ judgement }) => judgement.otherRow ?? []),
  )
  const others = new Map<number, PersonFields>()
  for (const row of rows) {
    const { read } = readOne(needs.keys, ctx, row.row_number, openCells(needs, ctx.entry, row))
    if (read.outcome === 'read') others.set(row.row_number, fieldsOf(read.person))
  }
  return doubts.map((doubt) => pairOf(chunk, { ...doubt, other: others.get(doubt.judgement.otherRow ?? -1) ?? null }))
}

const changeKnown = async (chunk: Chunk, verdicts: VerdictRow[]): Promise<void> => {
  const { needs, tx, ctx, now, teams } = chunk
  const { home } = ctx.entry
  const ids = chunk.changed.map(({ id }) => id)
  const movers = { villages: teams, own: await ownTeams(tx, home, ids) }
  for (const change of [...chunk.changed].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const locked = await loadPeople(needs, tx, { home, people: [change.id], lock: true })
    const before = locked.get(change.id)
    if (before === undefined) continue
    const fields = fieldsAfter(before.fields, change)
    if (fields === null) continue
    const team = teamAfter(movers, { before, fields })
    await changePerson(needs, tx, {
      home,
      before,
      fields,
      team,
      cause: 'ledger',
      account: ctx.account,
      now,
      zone: needs.zone,
      values: ctx.values,
    })
    noteBefore(chunk, verdicts, { row: change.row, before })
  }
}

const noteBefore = (
  chunk: Chunk,
  verdicts: VerdictRow[],
  { row, before }: { row: number; before: StoredPerson },
): void => {
  const { needs, ctx } = chunk
  const at = verdicts.findIndex((v) => v.row === row)
  const verdict = verdicts[at]
  if (verdict === undefined) return
  const beforeSealed = needs.keys.seal({
    key: { keyId: ctx.entry.key_id, wrapped: ctx.entry.wrapped },
    at: { county: ctx.entry.home, person: ctx.entry.id, field: `before:${row}` },
    text: JSON.stringify(before.fields),
  })
  verdicts[at] = { ...verdict, taken: true, beforeSealed, builtAfter: before.built + 1 }
}
