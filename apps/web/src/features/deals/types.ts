import type { Reply } from '../../api/client.js'

export type Request = Reply<'request.read'>
export type RequestRow = Reply<'request.list'>['rows'][number]
export type Need = Request['need']
export type Gate = Request['gates'][number]
export type Assignment = Request['assignments'][number]
export type Step = Request['steps'][number]
export type Offer = Reply<'offer.read'>
export type OfferRow = Reply<'offer.list'>['rows'][number]
export type Terms = Reply<'hospital.terms'>

/** What shows requests, offers or what is assigned between them. */
export const ofDeals = [
  'request.list',
  'request.mine',
  'request.read',
  'request.beside',
  'request.overstated',
  'assign.options',
  'offer.list',
  'offer.mine',
  'offer.read',
  'requisition.list',
  'requisition.read',
  'consignment.list',
  'consignment.gone',
  'consignment.mine',
  'consignment.read',
  'transit.list',
] as const
