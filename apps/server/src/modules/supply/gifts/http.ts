import type { Handlers } from '../../../kernel/http/index.js'
import type { SupplyNeeds } from '../needs.js'
import { assignGift, propose, unassign } from './assign.js'
import { accept, arrive, close, decline, enterConsent, enterPaper } from './decide.js'
import { correct, inspect } from './inspect.js'
import { intake } from './intake.js'
import { issueGift, unissueGift } from './issue.js'
import { exportGifts, listGifts, listHere, readGift, readPhoto } from './list-gifts.js'
import { followGift, offerGift, readInfo } from './offer-gift.js'
import { exportPublished, listDays, listPublished } from './published.js'

export const giftHandlers = (needs: SupplyNeeds): Handlers => ({
  'gift.info': () => readInfo(needs),
  'gift.offer': (call) => offerGift(needs, call),
  'gift.follow': (call) => followGift(needs, call),
  'gift.published': (call) => listPublished(needs, call),
  'gift.days': (call) => listDays(needs, call),
  'gift.file': (call) => exportPublished(needs, call),
  'gift.list': (call) => listGifts(needs, call),
  'gift.export': (call) => exportGifts(needs, call),
  'gift.read': (call) => readGift(needs, call),
  'gift.accept': (call) => accept(needs, call),
  'gift.decline': (call) => decline(needs, call),
  'gift.arrive': (call) => arrive(needs, call),
  'gift.paper': (call) => enterPaper(needs, call),
  'gift.consent': (call) => enterConsent(needs, call),
  'gift.propose': (call) => propose(needs, call),
  'gift.assign': (call) => assignGift(needs, call),
  'gift.unassign': (call) => unassign(needs, call),
  'gift.close': (call) => close(needs, call),
  'gift.photo': (call) => readPhoto(needs, call),
  'gift.here': (call) => listHere(needs, call),
  'gift.intake': (call) => intake(needs, call),
  'gift.inspect': (call) => inspect(needs, call),
  'gift.correct': (call) => correct(needs, call),
  'gift.issue': (call) => issueGift(needs, call),
  'gift.unissue': (call) => unissueGift(needs, call),
})
