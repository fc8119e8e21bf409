import { countedInLife, deltasBetween, type PersonFields } from '@lianfang/domain/care'
import { dayIn, instantOf, type PlaceCode, parseDay } from '@lianfang/domain/shared'
import { sql } from 'kysely'
import { countyScope, inTransaction, type Tx } from '../../../kernel/db/index.js'
import { openGate } from '../../../kernel/policy/index.js'
import { problem, wordFor } from '../../../kernel/problems/index.js'
import { leaveDeltas } from '../../../kernel/settle/index.js'
import { Cancelled, Interrupted, type Running, type WorkKinds } from '../../../kernel/work/index.js'
import type { CareNeeds } from '../needs.js'
import { changePerson, dropTokens } from '../people/change-person.js'
import { loadPeople, type StoredPerson } from '../people/load-people.js'
import { runPass } from './run-pass.js'
import { type ImportRow, importById, saveTakenTo, setState } from './sql.js'

const load = async (needs: CareNeeds, { work }: Running): Promise<ImportRow> => {
  const entry = await inTransaction(needs.db.worker, countyScope(work.county), (tx) =>
    importById(tx, work.county, work.subject),
  )
  if (entry === undefined) throw problem('not-found')
  return entry
}

const pass =
  (mode: 'check' | 'take') =>
  (needs: CareNeeds) =>
  async (running: Running): Promise<void> => {
    const entry = await load(needs, running)
    const scope = countyScope(entry.home)
    const end = (state: ImportRow['state'], why: string | null = null) =>
      inTransaction(needs.db.worker, scope, (tx) => setState(tx, entry, state, why))
    const { cursor } = running.work
    const day = typeof cursor.asOf === 'string' ? parseDay(cursor.asOf) : null
    try {
      await runPass(needs, {
        entry,
        mode,
        givenDay: day,
        account: running.work.account,
        // Both were noted in the rows' own transaction; without a cursor what is noted is an earlier check's.
        after: mode === 'take' ? entry.taken_to : typeof cursor.row === 'number' ? (entry.unsure.tally?.row ?? 0) : 0,
        progress: ({ done, total, row }) => running.step({ done, total, cursor: { ...cursor, row } }),
      })
      await end(mode === 'check' ? 'checked' : 'accepted')
    } catch (error) {
      // The program stops: the import stays as it is, and goes on at the next start.
      if (error instanceof Interrupted) throw error
      if (error instanceof Cancelled && mode === 'take') await takeBack(needs, entry, async () => undefined)
      if (error instanceof Cancelled) await end('cancelled')
      else await end('failed', wordFor(error))
      throw error
    }
  }

type TakenRow = {
  row_number: number
  person: string
  verdict: string
  before_sealed: Buffer | null
  built_after: number | null
}

/** Undoes what an import did, newest rows first: new people go with everything about them, changed ones are set back. */
const takeBack = async (needs: CareNeeds, entry: ImportRow, step: (done: number) => Promise<void>): Promise<void> => {
  const scope = countyScope(entry.home)
  let done = 0
  for (;;) {
    const rows = await inTransaction(needs.db.worker, scope, async (tx) => {
      const taken = await tx.rows(sql<TakenRow>`
        select row_number, person, verdict, before_sealed, built_after from care.import_row
        where home = ${entry.home} and import_id = ${entry.id} and taken order by row_number desc limit 200`)
      const people = await loadPeople(needs, tx, { home: entry.home, people: taken.map((t) => t.person), lock: true })
      for (const row of taken) {
        const person = people.get(row.person)
        if (person === undefined) continue
        if (row.before_sealed === null) await removePerson(needs, tx, entry, person)
        else await setBack(needs, tx, { entry, person, row })
      }
      await tx.run(sql`
        update care.import_row set taken = false where home = ${entry.home} and import_id = ${entry.id}
          and row_number = any(${taken.map((t) => t.row_number)}::int[])`)
      return taken.length
    })
    if (rows === 0) break
    done += rows
    await step(done)
  }
  await inTransaction(needs.db.worker, scope, (tx) => forgetTaken(tx, entry))
}

/** Pairs that nobody has settled go with their import, and a later take begins at its first row. */
const forgetTaken = async (tx: Tx, { home, id }: ImportRow): Promise<void> => {
  await tx.run(sql`delete from care.doubtful_pair where home = ${home} and import_id = ${id} and decision is null`)
  await saveTakenTo(tx, { home, id }, 0)
}

const removePerson = async (needs: CareNeeds, tx: Tx, entry: ImportRow, person: StoredPerson): Promise<void> => {
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
  await tx.run(sql`delete from care.doubtful_pair where home = ${home} and other_person = ${person.id}`)
  await tx.run(sql`delete from care.person where home = ${home} and id = ${person.id}`)
}

const setBack = async (
  needs: CareNeeds,
  tx: Tx,
  { entry, person, row }: { readonly entry: ImportRow; readonly person: StoredPerson; readonly row: TakenRow },
): Promise<void> => {
  if (row.before_sealed === null || person.built !== row.built_after) return
  const text = needs.keys.open({
    key: { keyId: entry.key_id, wrapped: entry.wrapped },
    at: { county: entry.home, person: entry.id, field: `before:${row.row_number}` },
    sealed: row.before_sealed,
  })
  const fields = JSON.parse(text) as PersonFields // sealed by this program
  const now = instantOf(needs.now())
  const care = await needs.policy.care(entry.home as PlaceCode, dayIn(now, needs.zone)) // stored from a checked code
  await changePerson(needs, tx, {
    home: entry.home,
    before: person,
    fields,
    team: person.team,
    cause: 'taken-back',
    account: entry.account,
    now,
    zone: needs.zone,
    values: { tier: openGate(care.tier), due: openGate(care.due) },
  })
  // Loaded again, the row must be judged anew and not be known by its fingerprint.
  await tx.run(sql`delete from care.ledger_row where home = ${entry.home} and person = ${person.id}`)
}

const takeBackWork =
  (needs: CareNeeds) =>
  async (running: Running): Promise<void> => {
    const entry = await load(needs, running)
    const end = (state: ImportRow['state']) =>
      inTransaction(needs.db.worker, countyScope(entry.home), (tx) => setState(tx, entry, state))
    try {
      await takeBack(needs, entry, (done) => running.step({ done, total: null }))
    } catch (error) {
      // Cancelled or failed half-way: what is left stands as accepted, and can be taken back again.
      if (!(error instanceof Interrupted)) await end('accepted')
      throw error
    }
    await end('takenBack')
  }

/** The long works of the ledger. */
export const ledgerWork = (needs: CareNeeds): WorkKinds => ({
  'care.import-check': pass('check')(needs),
  'care.import-take': pass('take')(needs),
  'care.import-take-back': takeBackWork(needs),
})
