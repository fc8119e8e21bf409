import { deskEn } from './desk.en.js'
import { type DeskMessages, deskZhCN } from './desk.zh-CN.js'
import { useI18n } from './i18n.js'

/** The desk's words; the field app never loads them. */
export const useDesk = (): DeskMessages => (useI18n().language === 'zh-CN' ? deskZhCN : deskEn)
