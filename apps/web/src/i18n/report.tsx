import { useI18n } from './i18n.js'
import { reportEn } from './report.en.js'
import { type ReportMessages, reportZhCN } from './report.zh-CN.js'

/** Words of an enterprise's own page; loaded with it. */
export const useReport = (): ReportMessages => (useI18n().language === 'zh-CN' ? reportZhCN : reportEn)
