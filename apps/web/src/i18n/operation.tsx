import { useI18n } from './i18n.js'
import { operationEn } from './operation.en.js'
import { type OperationMessages, operationZhCN } from './operation.zh-CN.js'

/** Words of the operation; loaded with its bar. */
export const useOperationWords = (): OperationMessages => (useI18n().language === 'zh-CN' ? operationZhCN : operationEn)
