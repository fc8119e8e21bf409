import { useI18n } from './i18n.js'
import { outlookEn } from './outlook.en.js'
import { type OutlookMessages, outlookZhCN } from './outlook.zh-CN.js'

/** Words of seeing ahead; loaded with its pages. */
export const useOutlookWords = (): OutlookMessages => (useI18n().language === 'zh-CN' ? outlookZhCN : outlookEn)
