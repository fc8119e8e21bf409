import { addEndpoints } from '../api/client.js'
import { giftEndpoints } from '../api/gift-endpoints.js'
import './gift-problems.js'
import { giftsEn } from './gifts.en.js'
import { type GiftMessages, giftsZhCN } from './gifts.zh-CN.js'
import { useI18n } from './i18n.js'

// Nobody else asks these.
addEndpoints(giftEndpoints)

/** Words of gifts at the desk and in the store; loaded with their pages. */
export const useGifts = (): GiftMessages => (useI18n().language === 'zh-CN' ? giftsZhCN : giftsEn)
