import type { RouteId } from '@lianfang/contract'
import type { Endpoint } from './endpoints.js'

type GiftRoute = Extract<RouteId, `gift.${string}`>

/** Method and path of what the public page of gifts asks. */
export const openGiftEndpoints = {
  'gift.info': ['GET', '/gifts/info'],
  'gift.offer': ['POST', '/gifts'],
  'gift.follow': ['POST', '/gifts/follow'],
  'gift.published': ['GET', '/gifts/published'],
  'gift.days': ['GET', '/gifts/published/days'],
  'gift.file': ['GET', '/gifts/published/export'],
} as const satisfies Partial<Endpoint>

/** And what desks and keepers ask; loaded with their pages. */
export const giftEndpoints = {
  ...openGiftEndpoints,
  'gift.here': ['GET', '/stores/:id/gifts'],
  'gift.read': ['GET', '/gifts/office/:id'],
  'gift.photo': ['GET', '/gifts/office/:id/photos/:photo'],
  'gift.intake': ['POST', '/stores/:id/gifts'],
  'gift.inspect': ['POST', '/stores/:id/gifts/:gift/inspect'],
  'gift.correct': ['POST', '/stores/:id/gifts/:gift/correct'],
  'gift.issue': ['POST', '/stores/:id/gifts/:gift/issue'],
  'gift.unissue': ['POST', '/stores/:id/gifts/:gift/issues/:issue/back'],
  'gift.list': ['GET', '/gifts/office'],
  'gift.export': ['GET', '/gifts/office/export'],
  'gift.accept': ['POST', '/gifts/office/:id/accept'],
  'gift.decline': ['POST', '/gifts/office/:id/decline'],
  'gift.arrive': ['POST', '/gifts/office/:id/arrive'],
  'gift.paper': ['POST', '/gifts/office/:id/papers'],
  'gift.consent': ['POST', '/gifts/office/:id/consents'],
  'gift.propose': ['GET', '/gifts/office/:id/proposal'],
  'gift.assign': ['POST', '/gifts/office/:id/assign'],
  'gift.unassign': ['POST', '/gifts/office/:id/targets/:target/back'],
  'gift.close': ['POST', '/gifts/office/:id/close'],
} as const satisfies Partial<Endpoint> & Readonly<Record<GiftRoute, unknown>>
