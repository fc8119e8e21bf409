import { parseDay } from '@lianfang/domain/shared'
import { countyScope, inTransaction } from '../../../kernel/db/index.js'
import { problem, wordFor } from '../../../kernel/problems/index.js'
import { Cancelled, Interrupted, type Running, type WorkKinds } from '../../../kernel/work/index.js'
import type { CareNeeds } from '../needs.js'
import { moveVillages } from './move-villages.js'
import { runPass } from './run-pass.js'
import { type ImportRow, importById, setState } from './sql.js'
import { takeBack } from './take-back.js'

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

const moveWork =
  (needs: CareNeeds) =>
  async (running: Running): Promise<void> => {
    const entry = await load(needs, running)
    const { account, cursor } = running.work
    const end = () => inTransaction(needs.db.worker, countyScope(entry.home), (tx) => setState(tx, entry, 'accepted'))
    try {
      await moveVillages(needs, { entry, account, command: String(cursor.command) }, (at) => running.step(at))
    } catch (error) {
      // Who went stays there; chosen once more, the others follow.
      if (!(error instanceof Interrupted)) await end()
      throw error
    }
    await end()
  }

/** The long works of the ledger. */
export const ledgerWork = (needs: CareNeeds): WorkKinds => ({
  'care.import-check': pass('check')(needs),
  'care.import-take': pass('take')(needs),
  'care.import-take-back': takeBackWork(needs),
  'care.import-villages': moveWork(needs),
})
