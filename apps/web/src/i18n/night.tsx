import { useI18n } from './i18n.js'
import { nightEn } from './night.en.js'
import { type NightMessages, nightZhCN } from './night.zh-CN.js'

/** Words of the 24-hour desk; loaded with its page. */
export const useNightWords = (): NightMessages => (useI18n().language === 'zh-CN' ? nightZhCN : nightEn)
