import { useI18n } from './i18n.js'
import { sheetsEn } from './sheets.en.js'
import { type SheetMessages, sheetsZhCN } from './sheets.zh-CN.js'

export type { SheetMessages } from './sheets.zh-CN.js'

/** Words of printed day lists and of entering them; only the desk's pages of them load these. */
export const useSheetWords = (): SheetMessages => (useI18n().language === 'zh-CN' ? sheetsZhCN : sheetsEn)
