import { doneEn } from './done.en.js'
import { type DoneMessages, doneZhCN } from './done.zh-CN.js'
import { useI18n } from './i18n.js'

/** Words of the list of follow-ups; loaded with its page. */
export const useDoneWords = (): DoneMessages => (useI18n().language === 'zh-CN' ? doneZhCN : doneEn)
