/** Method and path of what the public page of gifts asks. */
export const giftEndpoints = {
  'gift.info': ['GET', '/gifts/info'],
  'gift.offer': ['POST', '/gifts'],
  'gift.follow': ['POST', '/gifts/follow'],
  'gift.published': ['GET', '/gifts/published'],
  'gift.days': ['GET', '/gifts/published/days'],
  'gift.file': ['GET', '/gifts/published/export'],
} as const

/** And what a keeper asks of gifts. */
export const giftKeepEndpoints = {
  'gift.here': ['GET', '/stores/:id/gifts'],
  'gift.read': ['GET', '/gifts/office/:id'],
  'gift.photo': ['GET', '/gifts/office/:id/photos/:photo'],
  'gift.intake': ['POST', '/stores/:id/gifts'],
  'gift.inspect': ['POST', '/stores/:id/gifts/:gift/inspect'],
  'gift.correct': ['POST', '/stores/:id/gifts/:gift/correct'],
  'gift.issue': ['POST', '/stores/:id/gifts/:gift/issue'],
  'gift.unissue': ['POST', '/stores/:id/gifts/:gift/issues/:issue/back'],
} as const
