import { useI18n } from './i18n.js'
import { trialEn } from './trial.en.js'
import { type TrialMessages, trialZhCN } from './trial.zh-CN.js'

/** Words of trying a value; loaded with the policy pages. */
export const useTrialWords = (): TrialMessages => (useI18n().language === 'zh-CN' ? trialZhCN : trialEn)
