import type { Handlers } from '../../kernel/http/index.js'
import { catalogueHandlers } from './catalogue/http.js'
import { enterpriseHandlers } from './enterprises/http.js'
import type { SupplyNeeds } from './needs.js'
import { reportHandlers } from './reports/http.js'

export { seedCatalogue } from './catalogue/seed-kinds.js'
export type { SupplyNeeds } from './needs.js'

/** The supply module's routes. */
export const registerSupply = (needs: SupplyNeeds): { readonly handlers: Handlers } => ({
  handlers: { ...catalogueHandlers(needs), ...enterpriseHandlers(needs), ...reportHandlers(needs) },
})
