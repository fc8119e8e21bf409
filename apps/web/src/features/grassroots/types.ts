import type { Reply } from '../../api/client.js'

export type ClinicRow = Reply<'grassroots.list'>['rows'][number]
export type Clinic = Reply<'grassroots.one'>
export type Tests = ClinicRow['items'][number]
export type Proposal = ClinicRow['proposals'][number]
export type Order = Reply<'order.read'>
export type OrderRow = Reply<'order.list'>['rows'][number]
export type OrderLine = Order['lines'][number]
export type Fund = Reply<'fund.list'>['rows'][number]

/** What changes with the stock of clinics, orders and fund lines. */
export const ofGrassroots = [
  'grassroots.list',
  'grassroots.one',
  'order.list',
  'order.read',
  'order.mine',
  'fund.list',
  'label.list',
] as const
