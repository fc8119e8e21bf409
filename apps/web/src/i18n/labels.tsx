import { useI18n } from './i18n.js'
import { labelsEn } from './labels.en.js'
import { type LabelMessages, labelsZhCN } from './labels.zh-CN.js'

/** Words of the labels of medicines; loaded with their page. */
export const useLabels = (): LabelMessages => (useI18n().language === 'zh-CN' ? labelsZhCN : labelsEn)
