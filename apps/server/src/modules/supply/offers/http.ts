import type { Handlers } from '../../../kernel/http/index.js'
import type { SupplyNeeds } from '../needs.js'
import { lower, useUp, withdraw } from './change-offer.js'
import { exportOffers, listMyOffers, listOffers } from './list-offers.js'
import { makeOffer } from './make-offer.js'
import { readOffer } from './read-offer.js'

export const offerHandlers = (needs: SupplyNeeds): Handlers => ({
  'offer.list': (call) => listOffers(needs, call),
  'offer.export': (call) => exportOffers(needs, call),
  'offer.mine': (call) => listMyOffers(needs, call),
  'offer.read': (call) => readOffer(needs, call),
  'offer.make': (call) => makeOffer(needs, call),
  'offer.lower': (call) => lower(needs, call),
  'offer.use': (call) => useUp(needs, call),
  'offer.withdraw': (call) => withdraw(needs, call),
})
