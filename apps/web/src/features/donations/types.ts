import type { Reply } from '../../api/client.js'

export type Gift = Reply<'gift.read'>
export type GiftRow = Reply<'gift.list'>['rows'][number]
export type Proposal = Reply<'gift.propose'>

/** What shows gifts, or what follows from them. */
export const ofGifts = [
  ...(['gift.list', 'gift.read', 'gift.here', 'gift.propose', 'offer.list', 'offer.read'] as const),
  ...(['request.list', 'request.read', 'assign.options', 'stock.kinds', 'stock.list', 'movement.list'] as const),
] as const
