import { inTransaction, noScope } from '../../../kernel/db/index.js'
import type { Call } from '../../../kernel/http/index.js'
import type { SupplyNeeds } from '../needs.js'
import { mustReachStore, tellStores } from './read-store.js'
import { otherStores } from './sql.js'

// A county has some hundreds; whoever does not see the one writes part of its name.
const mostListed = 50

/**
 * Where goods of a store can be sent (E9): open stores of its county, or of the nation by part of their names. Only whoever
 * keeps the store is answered, by its own scope; then names are read as a desk reads them, and nothing but names is told.
 */
export const listTargets = async (needs: SupplyNeeds, { scope, params, query, require }: Call<'store.targets'>) => {
  const { home } = await inTransaction(needs.db.app, scope, (tx) => mustReachStore(tx, params.id, { require }), {
    readOnly: true,
  })
  const text = query.text === undefined || query.text === '' ? null : query.text
  const place = text === null ? home : ''
  return inTransaction(
    needs.db.app,
    { ...noScope, supply: text === null ? home : 'nation' },
    async (tx) => {
      const rows = await otherStores(tx, { place, home, not: params.id, text, limit: mostListed + 1 })
      const told = await tellStores(tx, rows.slice(0, mostListed))
      return {
        rows: told.map(({ id, name, nameEn, kind, place: at, county }) => ({
          id,
          name,
          nameEn,
          kind,
          place: at,
          county,
        })),
        more: rows.length > mostListed,
      }
    },
    { readOnly: true },
  )
}
