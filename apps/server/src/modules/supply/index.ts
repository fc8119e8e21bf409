import type { Handlers } from '../../kernel/http/index.js'
import type { WorkKinds } from '../../kernel/work/index.js'
import { assetHandlers } from './assets/http.js'
import { assignmentHandlers } from './assignments/http.js'
import { catalogueHandlers } from './catalogue/http.js'
import { enterpriseHandlers } from './enterprises/http.js'
import { giftHandlers } from './gifts/http.js'
import { grassrootsHandlers } from './grassroots/http.js'
import { hospitalHandlers } from './hospitals/http.js'
import { jointOrderHandlers } from './joint-orders/http.js'
import { movementHandlers } from './movements/http.js'
import { moveHandlers } from './moves/http.js'
import type { SupplyNeeds } from './needs.js'
import { offerHandlers } from './offers/http.js'
import { outlookHandlers } from './outlook/http.js'
import { outlookWorks } from './outlook/make-outlooks.js'
import { recallHandlers } from './recalls/http.js'
import { reportHandlers } from './reports/http.js'
import { requestHandlers } from './requests/http.js'
import { requisitionHandlers } from './requisitions/http.js'
import { standardHandlers } from './standards/http.js'
import { stockHandlers } from './stock/http.js'
import { storeHandlers } from './stores/http.js'

export { seedCatalogue } from './catalogue/seed-kinds.js'
export type { SupplyNeeds } from './needs.js'
export { settleStock } from './totals/settle-totals.js'

/** The supply module's routes and kinds of long work. */
export const registerSupply = (needs: SupplyNeeds): { readonly handlers: Handlers; readonly work: WorkKinds } => ({
  handlers: {
    ...catalogueHandlers(needs),
    ...enterpriseHandlers(needs),
    ...reportHandlers(needs),
    ...storeHandlers(needs),
    ...stockHandlers(needs),
    ...movementHandlers(needs),
    ...recallHandlers(needs),
    ...outlookHandlers(needs),
    ...standardHandlers(needs),
    ...hospitalHandlers(needs),
    ...requestHandlers(needs),
    ...offerHandlers(needs),
    ...assignmentHandlers(needs),
    ...requisitionHandlers(needs),
    ...moveHandlers(needs),
    ...grassrootsHandlers(needs),
    ...jointOrderHandlers(needs),
    ...assetHandlers(needs),
    ...giftHandlers(needs),
  },
  work: outlookWorks(needs),
})
