import { giftWords } from '../../apps/web/src/features/gifts/words.js'
import { giftsEn } from '../../apps/web/src/i18n/gifts.en.js'
import { type GiftMessages, giftsZhCN } from '../../apps/web/src/i18n/gifts.zh-CN.js'
import { acceptGift, box, countIn, counting, inspectGift, inspecting, offerGift, paper } from '../support/gifts.js'
import { luotian, type TestAccount, type World } from '../support/world.js'
import { type Ward, wardOf } from './deal-scene.js'
import type { Look } from './looks.js'
import { type Stores, storesOf } from './store-scene.js'

/** The words of the public page, and of the desk and the store, in a look's language. */
export const giftWordsOf = ({ language }: Pick<Look, 'language'>) => ({
  open: giftWords[language],
  inside: (language === 'en' ? giftsEn : giftsZhCN) as GiftMessages,
})

export const suitOf = ({ language }: Pick<Look, 'language'>): string =>
  language === 'en' ? 'Protective suit' : '医用防护服'

export type Giving = Stores & { readonly ward: Ward; readonly supply: TestAccount }

/** A county with two stores and a hospital. */
export const givingOf = async (w: World): Promise<Giving> => {
  const stores = await storesOf(w)
  const ward = await wardOf(w)
  return { ...stores, ward, supply: ward.supply }
}

/** A gift of suits that came, of which ten wait for the inspection, and one that waits for an answer. */
export const giftsOf = async (w: World, { desk, store }: Pick<Stores, 'desk' | 'store'>) => {
  const now = Date.now()
  const here = await offerGift(w, luotian, now, { named: 'yes' })
  await acceptGift(desk, store.id, here.id, { papers: [paper()] })
  await countIn(store, counting(now, [box({ quantity: 90, lot: 'G1' })], here.id))
  await inspectGift(store, here.id, inspecting(now, [{ n: 0, passed: 70, failed: 10 }], 'dirty', '标签不清，待查'))
  const waiting = await offerGift(w, luotian, now, { directed: '给罗田县人民医院' })
  return { here, waiting }
}
