import { dueOf, filledIn, heldFlags, type PersonFields, type ReadPerson } from '@lianfang/domain/care'
import { dayIn, instantOf } from '@lianfang/domain/shared'
import type { Tx } from '../../../kernel/db/index.js'
import { bulkId } from '../../../kernel/ids/index.js'
import type { CareNeeds } from '../needs.js'
import type { NewPerson } from '../people/record.js'
import { teamsByVillage } from '../teams/serving.js'
import {
  fieldsAfter,
  fieldsOf,
  goneWarnings,
  type Judgement,
  judge,
  type KnownSide,
  type ReadOutcome,
} from './judge.js'
import { countRow, type PassContext, type PassState } from './pass-state.js'
import type { Prepared } from './prepare.js'
import type { SeenRow } from './seen-rows.js'
import { speakableValue } from './speakable.js'
import { saveTakenTo, saveTally } from './sql.js'
import { saveVerdicts, type VerdictRow } from './sql-verdicts.js'
import { type Chunk, takeChunk } from './take-chunk.js'
import { completed, countStanding, isCompletable, standingOf } from './tally.js'

type Judging = {
  readonly ctx: PassContext
  readonly state: PassState
  readonly prepared: Prepared
  /** The chunk's last row in the file. */
  readonly last: number
}

/**
 * One chunk of a ledger in one transaction: compare with earlier rows and with the ledger, judge, and, when taking, take
 * in. Every row gets exactly one verdict.
 */
export const passChunk = async (needs: CareNeeds, tx: Tx, { ctx, state, prepared, last }: Judging): Promise<void> => {
  const { known, settled, tokens, matches, outcomes } = prepared
  const chunk: Chunk = {
    needs,
    tx,
    ctx,
    state,
    matches,
    gone: known.gone,
    now: instantOf(needs.now()),
    teams: ctx.mode === 'take' ? await teamsByVillage(tx, ctx.entry.home) : new Map(),
    fresh: new Map(),
    changed: [],
    prints: [],
    doubts: [],
  }
  const judging = { ctx, state, known, tokensOf: (p: ReadPerson) => tokens.get(p) ?? [], settled }
  const verdicts = outcomes.map((outcome) => settle(chunk, outcome, judge(judging, outcome)))
  if (ctx.mode === 'take') {
    await takeChunk(chunk, verdicts)
    await saveTakenTo(tx, ctx.entry, last)
  }
  tallyChunk(chunk, { known, last })
  await saveTally(tx, ctx.entry, state.tally)
  await saveVerdicts(tx, ctx.entry, verdicts)
}

/** Notes what a judgement means: counts, what later rows see, what will be written. */
const settle = (chunk: Chunk, outcome: ReadOutcome, judgement: Judgement): VerdictRow => {
  const { read, row } = outcome
  const person = read.outcome === 'read' ? read.person : null
  const warnings = read.outcome === 'read' ? [...read.warnings, ...goneWarnings(chunk.gone, judgement)] : []
  countRow(chunk.state, { verdict: judgement.verdict, warnings, read })
  const base = {
    row,
    verdict: judgement.verdict,
    twin: null,
    person: null,
    taken: false,
    beforeSealed: null,
    builtAfter: null,
  }
  if (judgement.verdict === 'wrong') {
    const { field, code, value } = judgement
    return { ...base, findings: [{ field, code, value: speakableValue(field, value) }] }
  }
  const findings = warnings.map(({ field, code, value, ages }) => ({
    ...{ field, code, value: speakableValue(field, value) },
    ...(ages === undefined ? {} : { ages }),
  }))
  if (person === null || judgement.verdict === 'notYours') return { ...base, findings }
  const placed = place(chunk, { outcome, person, judgement })
  return { ...base, ...placed, findings }
}

// The same in a check and when taking: reckoned from what was read, not from what was written.
const tallyChunk = (chunk: Chunk, { known, last }: { readonly known: KnownSide; readonly last: number }): void => {
  const { state, fresh, changed } = chunk
  const { tally, completable } = state
  const at = { values: chunk.ctx.values.tier, now: chunk.now, zone: chunk.needs.zone }
  for (const { id, fields, standing } of fresh.values()) {
    countStanding(tally, { fields, standing }, 1)
    const { birth, disease, vaccination } = fields
    if (isCompletable(fields)) completable.set(id, { birth, disease, vaccination })
  }
  for (const change of changed) {
    const person = known.people.get(change.id)
    if (change.line !== 'second' && person !== undefined) {
      const fields = fieldsAfter(person.fields, change) ?? person.fields
      countStanding(tally, { fields, standing: standingOf(fields, person, at) }, 1)
    }
    const before = change.line === 'second' ? completable.get(change.id) : undefined
    if (before === undefined) continue
    const after = completed(before, change.read)
    countStanding(tally, { fields: before, standing: standingOf(before, null, at) }, -1)
    countStanding(tally, { fields: after, standing: standingOf(after, null, at) }, 1)
    completable.set(change.id, after)
  }
  tally.row = last
}

type Placed = { readonly outcome: ReadOutcome; readonly person: ReadPerson; readonly judgement: Judgement }

const place = (chunk: Chunk, { outcome, person, judgement }: Placed): Partial<VerdictRow> => {
  const { row, print } = outcome
  switch (judgement.verdict) {
    case 'new': {
      const id = bulkId()
      chunk.state.seen.add({ row, person, id, isNew: true })
      chunk.fresh.set(id, { ...newPerson(chunk, id, fieldsOf(person)), ...matchesOf(chunk, person) })
      chunk.prints.push({ fingerprint: print, person: id })
      return { person: id, taken: true }
    }
    case 'same':
      chunk.state.seen.add({ row, person, id: judgement.id, isNew: false })
      // Not remembered of who is gone: once that is taken back, what the row says counts.
      if (!chunk.gone.has(judgement.id)) chunk.prints.push({ fingerprint: print, person: judgement.id })
      return { person: judgement.id }
    case 'changed': {
      chunk.state.seen.add({ row, person, id: judgement.id, isNew: false })
      const line = judgement.what === 'place' ? 'place' : 'first'
      chunk.changed.push({ id: judgement.id, read: fieldsOf(person), row, line })
      chunk.prints.push({ fingerprint: print, person: judgement.id })
      return { person: judgement.id, taken: true }
    }
    case 'twice':
      return twice(chunk, { row, person, print, twin: judgement.twin })
    case 'doubtful':
      chunk.state.seen.add({ row, person, id: null, isNew: false })
      chunk.doubts.push({ row, person, print, judgement })
      return { twin: judgement.otherRow, person: judgement.otherId }
    default:
      return {}
  }
}

type Twice = { readonly row: number; readonly person: ReadPerson; readonly print: Buffer; readonly twin: SeenRow }

// A second line about the same person may know what the first left blank: nothing that was written is lost.
const twice = (chunk: Chunk, { row, person, print, twin }: Twice): Partial<VerdictRow> => {
  chunk.state.seen.add({ row, person, id: twin.id, isNew: twin.isNew })
  if (twin.id === null) return { twin: twin.row }
  if (chunk.gone.has(twin.id)) return { twin: twin.row, person: twin.id }
  chunk.prints.push({ fingerprint: print, person: twin.id })
  const fresh = chunk.fresh.get(twin.id)
  if (fresh !== undefined) {
    chunk.fresh.set(twin.id, newPerson(chunk, twin.id, filledIn(fresh.fields, fieldsOf(person))))
  } else {
    chunk.changed.push({ id: twin.id, read: fieldsOf(person), row, line: 'second' })
  }
  return { twin: twin.row, person: twin.id }
}

// A second line may add what the person is met by, and then the tokens are made anew.
const matchesOf = ({ matches }: Chunk, person: ReadPerson): Pick<NewPerson, 'matches'> => {
  const found = matches.get(person)
  return found === undefined ? {} : { matches: found }
}

const newPerson = (chunk: Chunk, id: string, fields: PersonFields): NewPerson => {
  const { ctx, needs, now, teams } = chunk
  const standing = standingOf(fields, null, { values: ctx.values.tier, now, zone: needs.zone })
  const state = { twoWayAt: [], attemptsAt: [] }
  return {
    id,
    fields,
    team: fields.village === null ? null : (teams.get(fields.village) ?? null),
    standing,
    due: dueOf({
      standing,
      takenInAt: now,
      flags: heldFlags(fields, { takenInAt: now, episodeSince: null }),
      state,
      values: ctx.values.due,
      zone: needs.zone,
    }),
    takenInAt: now,
    importId: ctx.entry.id,
    trial: ctx.entry.trial,
  }
}

/** Today at the place. */
export const todayOf = (needs: CareNeeds) => dayIn(instantOf(needs.now()), needs.zone)
