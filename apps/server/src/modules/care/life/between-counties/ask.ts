import type { Tx } from '../../../../kernel/db/index.js'
import { askWork } from '../../../../kernel/work/index.js'

/** The kind of long work under which moves between counties are carried. */
export const carryKind = 'care.carry-move'

type Asking = { readonly home: string; readonly township: string; readonly id: string; readonly account: string | null }

/** Asks for a move to be carried on, in the transaction that changed one side of it. Ids only. */
export const askCarrying = (tx: Tx, { home, township, id, account }: Asking): Promise<string> =>
  askWork(tx, { kind: carryKind, county: home, township, subject: id, account })
