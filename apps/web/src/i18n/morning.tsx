import { useI18n } from './i18n.js'
import { morningEn } from './morning.en.js'
import { type MorningMessages, morningZhCN } from './morning.zh-CN.js'

/** Words of the morning page; loaded with it. */
export const useMorningWords = (): MorningMessages => (useI18n().language === 'zh-CN' ? morningZhCN : morningEn)
