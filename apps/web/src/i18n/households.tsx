import { householdsEn } from './households.en.js'
import { type HouseholdMessages, householdsZhCN } from './households.zh-CN.js'
import { useI18n } from './i18n.js'

/** Words of households; a phone loads them once the day is on the screen. */
export const useHouseholdWords = (): HouseholdMessages =>
  useI18n().language === 'zh-CN' ? householdsZhCN : householdsEn
