import { careHomesEn } from './care-homes.en.js'
import { type CareHomeMessages, careHomesZhCN } from './care-homes.zh-CN.js'
import { useI18n } from './i18n.js'

/** Words of care homes; a phone loads them with the first page of a home. */
export const useCareHomeWords = (): CareHomeMessages => (useI18n().language === 'zh-CN' ? careHomesZhCN : careHomesEn)
