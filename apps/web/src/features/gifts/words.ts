import type { Language } from '@lianfang/contract'
import { giftsEn } from './words.en.js'
import { type GiftWords, giftsZhCN } from './words.zh-CN.js'

/** The words of the public page of gifts. */
export const giftWords: Readonly<Record<Language, GiftWords>> = { 'zh-CN': giftsZhCN, en: giftsEn }
