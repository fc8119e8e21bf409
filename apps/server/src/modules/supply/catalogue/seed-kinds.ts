import { seedDemands, seedKinds } from '@lianfang/domain/supply'
import { type Database, inTransaction, noScope } from '../../../kernel/db/index.js'
import { addSeedKinds } from './sql.js'

/** Enters the kinds that are missing; at every start, so that a new version's kinds arrive. What a desk changed stays. */
export const seedCatalogue = (db: Database): Promise<number> =>
  inTransaction(db.worker, noScope, (tx) =>
    addSeedKinds(
      tx,
      seedKinds.map((kind) => ({ ...kind, demands: seedDemands(kind) })),
    ),
  )
