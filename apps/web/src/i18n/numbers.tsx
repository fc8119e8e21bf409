import { useI18n } from './i18n.js'
import { numbersEn } from './numbers.en.js'
import { type NumbersMessages, numbersZhCN } from './numbers.zh-CN.js'

/** Words of the page of 24-hour numbers; loaded with it. */
export const useNumberWords = (): NumbersMessages => (useI18n().language === 'zh-CN' ? numbersZhCN : numbersEn)
