import type { Day } from '@lianfang/domain/shared'
import { countyScope, inTransaction } from '../../../kernel/db/index.js'
import { isProblem } from '../../../kernel/problems/index.js'
import type { CareNeeds } from '../needs.js'
import { emptyState } from './pass-state.js'
import { receiveLedger } from './receive.js'
import { runPass } from './run-pass.js'
import { type Counts, dropImport, type ImportRow, importById, setState } from './sql.js'
import { type FoundRow, foundRows } from './sql-verdicts.js'
import type { TableSource } from './table.js'
import { standingOfPeople } from './view.js'

export type ImportNow = {
  readonly home: string
  readonly fileName: string
  readonly source: TableSource
  readonly sheet?: 'named'
  readonly givenDay: Day | null
  readonly dryRun: boolean
  readonly account: string | null
  readonly progress: (at: { readonly done: number; readonly total: number }) => void
}

export type ImportedNow = {
  readonly entry: ImportRow
  readonly counts: Counts
  readonly standing: ReturnType<typeof standingOfPeople>
  readonly rows: readonly FoundRow[]
}

/** Receives, judges and (unless a dry run) takes in a ledger in one go: the command line's way. */
export const importNow = async (needs: CareNeeds, i: ImportNow): Promise<ImportedNow> => {
  const received = await receiveLedger(needs, { ...i, township: '' })
  const scope = countyScope(i.home)
  const state = i.dryRun ? ('checking' as const) : ('accepting' as const)
  await inTransaction(needs.db.worker, scope, (tx) => setState(tx, received, state))
  const pass = {
    entry: received,
    mode: i.dryRun ? ('check' as const) : ('take' as const),
    givenDay: i.givenDay,
    account: i.account,
    after: 0,
    progress: async ({ done, total }: { done: number; total: number }) => i.progress({ done, total }),
  }
  const passed = await runPass(needs, pass).catch(async (error: unknown) => {
    // A file that could not be read leaves nothing; one that failed half-way stays as failed, and can be checked and loaded again.
    await inTransaction(needs.db.worker, scope, async (tx) => {
      if (i.dryRun || isProblem(error)) await dropImport(tx, received)
      else await setState(tx, received, 'failed', 'internal')
    })
    throw error
  })
  return inTransaction(
    needs.db.worker,
    scope,
    async (tx) => {
      if (!i.dryRun) await setState(tx, received, 'accepted')
      const entry = (await importById(tx, i.home, received.id)) ?? received
      const rows = await foundRows(tx, received)
      if (i.dryRun) await dropImport(tx, received)
      const counts = { ...emptyState().counts, ...passed.counts }
      return { entry, counts, standing: standingOfPeople(entry), rows }
    },
    { longMs: 60_000 },
  )
}
