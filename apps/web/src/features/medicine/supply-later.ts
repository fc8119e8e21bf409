import { later } from '../../ui/later.js'

/** How far the medicine of a request has come, issue and delivery: fetched after the page it stands on. */
export const supplyOfRequest = later(async () => (await import('./supply-of-request.js')).SupplyOfRequest)
/** The question to a label; as above. */
export const askTheLabel = later(async () => (await import('./ask-label.js')).AskLabel)
