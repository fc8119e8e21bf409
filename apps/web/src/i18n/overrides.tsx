import { useI18n } from './i18n.js'
import { overridesEn } from './overrides.en.js'
import { type OverrideMessages, overridesZhCN } from './overrides.zh-CN.js'

/** Words of judgements to review; loaded with their page. */
export const useOverrideWords = (): OverrideMessages => (useI18n().language === 'zh-CN' ? overridesZhCN : overridesEn)
