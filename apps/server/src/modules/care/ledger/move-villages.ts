import type { PlaceWriting } from '@lianfang/domain/care'
import { type Day, instantOf, type PlaceCode, parseDay } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { writeAudit } from '../../../kernel/audit/index.js'
import { countyScope, inTransaction, type Tx } from '../../../kernel/db/index.js'
import type { CareNeeds } from '../needs.js'
import { changePerson } from '../people/change-person.js'
import { loadPeople, type StoredPerson } from '../people/load-people.js'
import { teamAfter, teamsByVillage } from '../teams/serving.js'
import { ownTeams } from '../teams/sql-bindings.js'
import { readOne } from './judge.js'
import type { PassContext } from './pass-state.js'
import { batches, readingContext } from './run-pass.js'
import { countRows, type ImportRow, saveVillages, type UnsureVillage } from './sql.js'
import { choicesFor, type UntoldChoice, untoldFor, type VillageChoice, writingKey } from './sql-choices.js'

export type MoveVillages = {
  readonly entry: ImportRow
  readonly account: string | null
  /** The command that chose the villages. */
  readonly command: string
}

/** A row's person who was put where the writing was not understood. */
type Mover = {
  readonly person: string
  readonly key: string
  readonly to: { readonly township: PlaceCode; readonly village: PlaceCode }
  /** Where the import, or an earlier choice, put people of this writing. */
  readonly from: readonly { readonly township: string | null; readonly village: string | null }[]
  /** By this import: then the move is the import's own doing, and is taken back with it. */
  readonly taken: boolean
}

type Tally = Map<string, { moved: number; left: number }>
type Pass = {
  readonly needs: CareNeeds
  readonly move: MoveVillages
  readonly ctx: PassContext
  readonly chosen: ReadonlyMap<string, VillageChoice>
  /** What was chosen for rows that write no village, by whichever command. */
  readonly untold: readonly UntoldChoice[]
}

const chunk = 200

/**
 * Moves the people of an accepted import whose writing was given a village since: those who still stand where the import
 * put them. Done again, who went already is counted and nobody goes twice.
 */
export const moveVillages = async (
  needs: CareNeeds,
  move: MoveVillages,
  step: (at: { readonly done: number; readonly total: number }) => Promise<void>,
): Promise<void> => {
  const { entry } = move
  const scope = countyScope(entry.home)
  const reading = await readingContext(needs, entry)
  const asOf: Day = parseDay(entry.as_of ?? '') ?? reading.today
  const ctx = { ...reading, asOf, mode: 'check', account: move.account } as const
  const [choices, untold, total] = await inTransaction(needs.db.worker, scope, async (tx) => [
    await choicesFor(tx, entry),
    await untoldFor(tx, entry),
    await countRows(tx, entry),
  ])
  const chosen = new Map(choices.filter(({ command }) => command === move.command).map((c) => [keyOf(c), c]))
  const pass = { needs, move, ctx, chosen, untold }
  const mine = untold.filter(({ command }) => command === move.command)
  const keys = [...chosen.keys(), ...mine.map(untoldKey)]
  const tally: Tally = new Map(keys.map((key) => [key, { moved: 0, left: 0 }]))
  let done = 0
  for await (const { rows, read } of batches(needs, entry, { after: 0, size: () => chunk })) {
    const movers = rows.flatMap((row) => moverOf(pass, row))
    if (movers.length > 0) {
      await inTransaction(needs.db.bulk, scope, (tx) => moveChunk(pass, tx, { movers, tally }), { longMs: 60_000 })
    }
    done += read
    await step({ done, total })
  }
  await inTransaction(needs.db.worker, scope, (tx) =>
    saveVillages(tx, entry, noted(entry, { chosen, untold: mine, tally })),
  )
}

const keyOf = ({ written_township: township, written_village: village }: VillageChoice): string =>
  writingKey({ township, village })

const untoldKey = ({ row_number: row, written_township: township }: UntoldChoice): string => `untold ${row} ${township}`

type SourceRow = {
  readonly row: number
  readonly cells: readonly string[]
  readonly verdict: string | null
  readonly person: string | null
  readonly taken: boolean
}

const moverOf = ({ needs, move, ctx, chosen, untold }: Pass, row: SourceRow): readonly Mover[] => {
  if (row.person === null || !['new', 'changed', 'same'].includes(row.verdict ?? '')) return []
  const { read } = readOne(needs.keys, ctx, row.row, row.cells)
  if (read.outcome !== 'read' || read.villageChosen === undefined || read.writing === undefined) return []
  const { untold: isUntold, otherwise } = read.villageChosen
  const choice = isUntold ? ctx.untold(row.row, read.writing) : chosen.get(writingKey(read.writing))
  if (choice === undefined || choice.command !== move.command || read.person.village === null) return []
  const key = 'row_number' in choice ? untoldKey(choice) : writingKey(read.writing)
  const { township, village } = read.person
  // Who stands where all of the rows were put before this one was chosen by itself.
  const all = isUntold ? untold.filter((one) => one.row_number === 0).map((one) => one.village) : []
  const earlier = [choice.was, ...all].filter((code) => code !== null)
  const from = [otherwise, ...earlier.map((code) => ({ township: code.slice(0, 9), village: code }))]
  return [{ person: row.person, key, to: { township, village }, from, taken: row.taken }]
}

type Moving = { readonly movers: readonly Mover[]; readonly tally: Tally }

const moveChunk = async ({ needs, move, ctx }: Pass, tx: Tx, { movers, tally }: Moving): Promise<void> => {
  const { home } = move.entry
  const villages = await teamsByVillage(tx, home)
  const ids = [...new Set(movers.map(({ person }) => person))]
  const people = await loadPeople(needs, tx, { home, people: ids, lock: true })
  const teams = { villages, own: await ownTeams(tx, home, ids) }
  const seen = new Set<string>()
  let went = 0
  for (const mover of movers) {
    const before = people.get(mover.person)
    const counted = tally.get(mover.key)
    if (before === undefined || counted === undefined || seen.has(mover.person)) continue
    seen.add(mover.person)
    const goes = stands(before, mover.from) && !['dead', 'left'].includes(before.life.status)
    if (goes || before.fields.village === mover.to.village) counted.moved += 1
    else counted.left += 1
    if (!goes) continue
    const fields = { ...before.fields, ...mover.to }
    await changePerson(needs, tx, {
      ...{ home, before, fields, team: teamAfter(teams, { before, fields }), cause: 'ledger', account: move.account },
      ...{ now: instantOf(needs.now()), zone: needs.zone, values: ctx.values },
    })
    if (mover.taken) {
      await tx.run(sql`update care.person set built_on = built_on - 1 where home = ${home} and id = ${before.id}`)
    }
    went += 1
  }
  if (went > 0)
    await writeAudit(tx, null, { action: 'import.villages', subject: move.entry.id, place: home, count: went })
}

const stands = ({ fields }: StoredPerson, at: Mover['from']): boolean =>
  at.some(({ township, village }) => fields.township === township && fields.village === village)

type Noted = Pick<Pass, 'chosen' | 'untold'> & { readonly tally: Tally }

/** Whether a choice for all rows without a village is about these: as they write their township. */
const isAllOf = ({ written_township: township }: UntoldChoice, { writing, why, written }: UnsureVillage): boolean =>
  (why === 'villageBlank' || (why === 'chosen' && written === '')) &&
  writing?.village === '' &&
  writing.township === township

/** The import's list of villages with what was chosen, and who went. */
const noted = ({ unsure }: ImportRow, { chosen, untold, tally }: Noted): readonly UnsureVillage[] =>
  (unsure.villages ?? []).map((village) => {
    const all = untold.find((one) => one.row_number === 0 && isAllOf(one, village))
    const gone = all === undefined ? undefined : tally.get(untoldKey(all))
    if (all !== undefined && gone !== undefined)
      return { ...village, township: all.village.slice(0, 9), read: all.village, why: 'chosen' as const, ...gone }
    const key = village.writing === undefined ? '' : writingKey(village.writing as PlaceWriting)
    const [choice, counted] = [chosen.get(key), tally.get(key)]
    if (choice === undefined || counted === undefined || village.why === 'noPlace') return village
    return { ...village, township: choice.village.slice(0, 9), read: choice.village, why: 'chosen', ...counted }
  })
