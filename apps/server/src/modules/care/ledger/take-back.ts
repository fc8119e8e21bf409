import { countedInLife, deltasBetween, type PersonFields } from '@lianfang/domain/care'
import { dayIn, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { countyScope, inTransaction, type Tx } from '../../../kernel/db/index.js'
import { leaveDeltas } from '../../../kernel/settle/index.js'
import type { CareNeeds } from '../needs.js'
import { changePerson, dropTokens } from '../people/change-person.js'
import { changeValues } from '../people/change-values.js'
import { loadPeople, type StoredPerson } from '../people/load-people.js'
import { teamAfter, teamsByVillage } from '../teams/serving.js'
import { ownTeams } from '../teams/sql-bindings.js'
import { type ImportRow, saveTakenTo } from './sql.js'
import { leaveWaitingPairs, pairedPeople, type SettledPair, settledPairs } from './sql-pairs.js'

type TakenRow = {
  readonly row_number: number
  readonly person: string
  readonly verdict: string
  readonly before_sealed: Buffer | null
  readonly built_after: number | null
}

type Back = {
  readonly needs: CareNeeds
  readonly tx: Tx
  readonly entry: ImportRow
  /** Read before anybody is locked, as whoever gives a village to a team expects. */
  readonly villages: ReadonlyMap<string, string>
}

/** With the teams that the people of a page are bound to themselves. */
type Setting = Back & { readonly own: ReadonlyMap<string, string> }

const pageRows = 200

/**
 * Undoes what an import did, the newest first: settled pairs, then its rows. New people go with everything about them,
 * changed ones are set back. On whom something was built since stays as they are, and their row or pair stays marked.
 */
export const takeBack = async (
  needs: CareNeeds,
  entry: ImportRow,
  step: (done: number) => Promise<void>,
): Promise<void> => {
  const scope = countyScope(entry.home)
  const back = async (tx: Tx): Promise<Back> => ({
    ...{ needs, tx, entry },
    villages: await teamsByVillage(tx, entry.home),
  })
  await inTransaction(needs.db.worker, scope, async (tx) => takePairsBack(await back(tx)), { longMs: 60_000 })
  let done = 0
  let below = 2 ** 31 - 1
  for (;;) {
    const rows = await inTransaction(needs.db.worker, scope, async (tx) => takeRowsBack(await back(tx), below))
    const last = rows.at(-1)
    if (last === undefined) break
    below = last.row_number
    done += rows.length
    await step(done)
  }
  await inTransaction(needs.db.worker, scope, (tx) => forgetTaken(tx, entry))
}

const takePairsBack = async (back: Back): Promise<void> => {
  const { tx, entry } = back
  for (const pair of await settledPairs(tx, entry)) {
    if (!(await isUndone(back, pair))) continue
    await tx.run(sql`delete from care.record_merged where home = ${entry.home} and id = ${pair.id}`)
    await tx.run(sql`delete from care.doubtful_pair where home = ${entry.home} and id = ${pair.id}`)
  }
}

/** Whether nothing of a settled pair is left. */
const isUndone = async (back: Back, pair: SettledPair): Promise<boolean> => {
  const { needs, tx, entry } = back
  if (pair.person === null) return true
  const person = (await loadPeople(needs, tx, { home: entry.home, people: [pair.person], lock: true })).get(pair.person)
  if (person === undefined) return true
  if (pair.took) return removePerson(back, person, true)
  if (pair.before_sealed === null) return true
  const key = { keyId: pair.key_id, wrapped: pair.wrapped }
  const at = { county: entry.home, person: pair.id, field: 'before' }
  const text = needs.keys.open({ key, at, sealed: pair.before_sealed })
  const own = await ownTeams(tx, entry.home, [person.id])
  return setBack({ ...back, own }, { person, builtAfter: pair.built_after, text })
}

const takeRowsBack = async (back: Back, below: number): Promise<readonly TakenRow[]> => {
  const { needs, tx, entry } = back
  const taken = await tx.rows(sql<TakenRow>`
    select row_number, person, verdict, before_sealed, built_after from care.import_row
    where home = ${entry.home} and import_id = ${entry.id} and taken and row_number < ${below}
    order by row_number desc limit ${pageRows}`)
  const ids = taken.map((t) => t.person)
  // All at once and in order of ids, as whoever else locks several people does.
  const people = new Map(await loadPeople(needs, tx, { home: entry.home, people: ids, lock: true }))
  const own = await ownTeams(tx, entry.home, ids)
  const page = { ...back, people, own, paired: await pairedPeople(tx, entry.home, ids) }
  const undone: number[] = []
  for (const row of taken) if (await isRowUndone(page, row)) undone.push(row.row_number)
  // What stays marked is what could not be undone.
  await tx.run(sql`
    update care.import_row set taken = false, before_sealed = null, built_after = null
    where home = ${entry.home} and import_id = ${entry.id} and row_number = any(${undone}::int[])`)
  return taken
}

type Page = Setting & {
  readonly people: Map<string, StoredPerson>
  readonly paired: ReadonlySet<string>
}

const isRowUndone = async (page: Page, row: TakenRow): Promise<boolean> => {
  const { needs, tx, entry, people, paired } = page
  const person = people.get(row.person)
  if (person === undefined) return true
  if (row.verdict === 'new') return removePerson(page, person, paired.has(person.id))
  if (row.before_sealed === null) return true
  const text = needs.keys.open({
    key: { keyId: entry.key_id, wrapped: entry.wrapped },
    at: { county: entry.home, person: entry.id, field: `before:${row.row_number}` },
    sealed: row.before_sealed,
  })
  if (!(await setBack(page, { person, builtAfter: row.built_after, text }))) return false
  // An earlier row may have changed or taken in the same person.
  const now = (await loadPeople(needs, tx, { home: entry.home, people: [person.id] })).get(person.id)
  if (now !== undefined) people.set(person.id, now)
  return true
}

/** Pairs that nobody has settled go with their import, and a later take begins at its first row. */
const forgetTaken = async (tx: Tx, { home, id }: ImportRow): Promise<void> => {
  await tx.run(sql`delete from care.doubtful_pair where home = ${home} and import_id = ${id} and decision is null`)
  await saveTakenTo(tx, { home, id }, 0)
}

/** Removes whom the import took in; whoever something was built on stays. */
const removePerson = async ({ needs, tx, entry }: Back, person: StoredPerson, isPaired: boolean): Promise<boolean> => {
  if (person.built > 0) return false
  const { home } = entry
  const counted = countedInLife(person.life, {
    place: { township: person.fields.township, village: person.fields.village, team: person.team },
    standing: { tier: person.tier, waiting: person.waiting, provisional: person.provisional.length > 0 },
    reached: person.twoWayAt.length > 0,
    dueAt: person.dueAt,
  })
  await leaveDeltas(
    tx,
    deltasBetween(counted, null).map((d) => ({ ...d, fact: entry.id, county: home })),
  )
  await dropTokens(needs.keys, tx, { home, id: person.id, fields: person.fields })
  for (const table of ['person_secret', 'person_key', 'tier_change', 'ledger_row', 'due']) {
    await tx.run(sql`delete from care.${sql.raw(table)} where home = ${home} and person = ${person.id}`)
  }
  if (isPaired) await leaveWaitingPairs(needs, tx, { home, importId: entry.id, person })
  await tx.run(sql`delete from care.person where home = ${home} and id = ${person.id}`)
  return true
}

type SetBack = { readonly person: StoredPerson; readonly builtAfter: number | null; readonly text: string }

const setBack = async (
  { needs, tx, entry, villages, own }: Setting,
  { person, builtAfter, text }: SetBack,
): Promise<boolean> => {
  if (person.built !== builtAfter) return false
  const fields = JSON.parse(text) as PersonFields // sealed by this program
  const now = instantOf(needs.now())
  const care = await needs.policy.care(entry.home as PlaceCode, dayIn(now, needs.zone)) // stored from a checked code
  await changePerson(needs, tx, {
    home: entry.home,
    before: person,
    fields,
    team: teamAfter({ villages, own }, { before: person, fields }),
    cause: 'taken-back',
    account: entry.account,
    now,
    zone: needs.zone,
    values: changeValues(care),
  })
  // The change and its undoing are nothing that was built: what was done before the change can be undone in its turn.
  await tx.run(sql`update care.person set built_on = built_on - 2 where home = ${entry.home} and id = ${person.id}`)
  // Loaded again, the row must be judged anew and not be known by its fingerprint.
  await tx.run(sql`delete from care.ledger_row where home = ${entry.home} and person = ${person.id}`)
  return true
}
