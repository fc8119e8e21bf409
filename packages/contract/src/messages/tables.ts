import type { Language, TableMessages } from './messages.js'
import { tablesEn } from './tables.en.js'
import { tablesZhCN } from './tables.zh-CN.js'

/** Of the shared words only what belongs to tables. */
export const tableMessagesOf = (language: Language): TableMessages => (language === 'zh-CN' ? tablesZhCN : tablesEn)
