import type { ReadPerson } from '@lianfang/domain/care'
import { countyScope, inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { CareNeeds } from '../needs.js'
import { loadPeople } from '../people/load-people.js'
import { matchQuery } from '../people/tokens.js'
import { type KnownSide, type ReadOutcome, readOne } from './judge.js'
import { pairHash } from './pairs.js'
import type { PassContext } from './pass-state.js'
import { decidedPairs } from './sql.js'
import { gonePeople, knownFingerprints, matchingPeople } from './sql-known.js'

export type SourceRow = { readonly row: number; readonly cells: readonly string[] }

/** A chunk's rows, read, with what the ledger knows about them: all that a verdict needs but the file's earlier rows. */
export type Prepared = {
  readonly outcomes: readonly ReadOutcome[]
  /** Tokens of each read person under every key, as latin1 text. */
  readonly tokens: ReadonlyMap<ReadPerson, readonly string[]>
  /** The same under the active key, as they are stored with a new person. */
  readonly matches: ReadonlyMap<ReadPerson, readonly Buffer[]>
  readonly known: KnownSide
  /** Doubts that a person settled as two people. */
  readonly settled: (print: string, other: string) => boolean
}

// Some 10 ms of reading, then others have their turn: the same process answers the county's phones.
const slice = 60
const nextTurn = (): Promise<void> => new Promise((done) => setImmediate(done))

/**
 * Reads a chunk and looks its people up. It may run while the chunk before is still being written: whom that one takes in
 * or changes, later rows meet among the file's earlier rows, and a change is decided again on the locked person.
 */
export const prepareChunk = async (
  needs: CareNeeds,
  ctx: PassContext,
  rows: readonly SourceRow[],
): Promise<Prepared> => {
  const outcomes: ReadOutcome[] = []
  const tokens = new Map<ReadPerson, readonly string[]>()
  const matches = new Map<ReadPerson, readonly Buffer[]>()
  for (const [i, { row, cells }] of rows.entries()) {
    const outcome = readOne(needs.keys, ctx, row, cells)
    outcomes.push(outcome)
    if (outcome.read.outcome === 'read') {
      const { person } = outcome.read
      const all = matchQuery(needs.keys, person)
      tokens.set(person, all.map(latin))
      // With one key the tokens to look up are the tokens to store.
      if (needs.keys.keyIds.length === 1) matches.set(person, all)
    }
    if (i % slice === slice - 1) await nextTurn()
  }
  const side = { ctx, outcomes, tokens }
  return inTransaction(
    needs.db.bulk,
    countyScope(ctx.entry.home),
    async (tx) => {
      const known = await knownSide(needs, tx, side)
      return { outcomes, tokens, matches, known, settled: await settledPairs(needs, tx, { ...side, known }) }
    },
    { readOnly: true },
  )
}

export const latin = (token: Buffer): string => token.toString('latin1')

type Side = {
  readonly ctx: PassContext
  readonly outcomes: readonly ReadOutcome[]
  readonly tokens: ReadonlyMap<ReadPerson, readonly string[]>
}

const knownSide = async (needs: CareNeeds, tx: Tx, { ctx, outcomes, tokens }: Side): Promise<KnownSide> => {
  const home = ctx.entry.home
  const all = [...new Set([...tokens.values()].flat())].map((t) => Buffer.from(t, 'latin1'))
  const matches = await matchingPeople(tx, home, all)
  const prints = await knownFingerprints(
    tx,
    home,
    outcomes.map((o) => o.print),
  )
  const byToken = new Map<string, string[]>()
  for (const { token, person } of matches) {
    const list = byToken.get(latin(token))
    if (list) list.push(person)
    else byToken.set(latin(token), [person])
  }
  const byPrint = new Map(prints.map((p) => [latin(p.fingerprint), p.person]))
  const printed = new Set(prints.map((p) => p.person))
  const byPrintOf = ({ print }: ReadOutcome): readonly string[] =>
    [byPrint.get(latin(print)) ?? ''].filter((id) => id !== '')
  const chosen = outcomes.filter(({ read }) => read.outcome === 'read' && read.villageChosen !== undefined)
  const matched = matches.map((m) => m.person).filter((id) => !printed.has(id) || ctx.mode === 'take')
  const ids = [...new Set([...matched, ...chosen.flatMap(byPrintOf)])]
  const gone = await gonePeople(tx, home, [...new Set([...printed, ...ids])])
  return { byToken, byPrint, gone, people: await loadPeople(needs, tx, { home, people: ids }) }
}

const settledPairs = async (needs: CareNeeds, tx: Tx, side: Side & { readonly known: KnownSide }) => {
  const hashes: Buffer[] = []
  for (const { read, print } of side.outcomes) {
    if (read.outcome !== 'read') continue
    const ids = (side.tokens.get(read.person) ?? []).flatMap((t) => side.known.byToken.get(t) ?? [])
    for (const id of new Set(ids)) hashes.push(pairHash(needs, latin(print), id))
  }
  const decided = hashes.length === 0 ? [] : await decidedPairs(tx, side.ctx.entry.home, hashes)
  const apart = new Set(decided.filter((d) => d.decision === 'different').map((d) => latin(d.pair_hash)))
  return (print: string, other: string): boolean => apart.has(latin(pairHash(needs, print, other)))
}
