export * from './licence.js'
export * from './offer.js'
export * from './requisition.js'
export * from './transfer.js'
