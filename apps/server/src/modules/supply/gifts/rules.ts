import { dayIn, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import { openGate } from '../../../kernel/policy/index.js'
import { dealRules, type SupplyNeeds } from '../needs.js'

/** Now, the day it is, and the values in force for gifts (E3, E10), for what they are assigned by and for the books they write. */
export const giftRules = async (needs: SupplyNeeds, place: PlaceCode) => {
  const deals = await dealRules(needs, place)
  const found = await needs.policy.supply(place, deals.today)
  const { photoKilobytes, photos } = openGate(found.moves)
  return { ...deals, gifts: openGate(found.gifts), photoKilobytes, photos, now: needs.now, zone: needs.zone }
}
export type GiftRules = Awaited<ReturnType<typeof giftRules>>

/** The day it is where goods are given. */
export const todayAt = (needs: SupplyNeeds) => dayIn(instantOf(needs.now()), needs.zone)
