import { useI18n } from './i18n.js'
import { partsEn } from './parts.en.js'
import { type PartsMessages, partsZhCN } from './parts.zh-CN.js'

/** Words of suppliers of parts; loaded with the page of enterprises. */
export const useParts = (): PartsMessages => (useI18n().language === 'zh-CN' ? partsZhCN : partsEn)
