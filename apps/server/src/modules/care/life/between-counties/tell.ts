import { writeAudit } from '../../../../kernel/audit/index.js'
import { countyScope, inTransaction, overCounty, type Scope, type Tx } from '../../../../kernel/db/index.js'
import type { CareNeeds } from '../../needs.js'
import { askCarrying } from './ask.js'
import { tellDesk } from './bring.js'
import { keepDeath, type Sides, tellDeath } from './sql.js'

/** Tells the county that has somebody of a death that became known where they were; a person there finds out, and records it. */
export const tell = async (needs: CareNeeds, { giving, taking }: Sides): Promise<'done' | 'waits'> => {
  if (taking === null) return 'waits'
  const at = { home: taking.home, id: taking.id }
  return inTransaction(needs.db.worker, countyScope(at.home), async (tx) => {
    const died = giving.died_at === null ? null : new Date(giving.died_at)
    if ((await tellDeath(tx, { ...at, at: died })) === 0) return 'waits'
    await tellDesk(tx, at, taking.to_township)
    await writeAudit(tx, null, { action: 'move.died', subject: taking.person, place: taking.to_township })
    return 'done'
  })
}

type Known = { readonly scope: Scope; readonly person: string; readonly at: Date | null; readonly account: string }

/**
 * A death was recorded, or taken back, in the county somebody left before: a phone was without a network when they moved. The
 * county that has them is told; nothing is recorded there by itself, since somebody may have spoken to them since.
 */
export const deathKnown = async (tx: Tx, { scope, person, at, account }: Known): Promise<void> => {
  const home = scope.county
  const move = await overCounty(tx, scope, () => keepDeath(tx, { home, person, at }))
  if (move !== undefined) await askCarrying(tx, { home, township: move.from_township, id: move.id, account })
}
