import { type TableMessages, tableMessagesOf } from '@lianfang/contract'
import { useI18n } from './i18n.js'

/** Words of ledger columns, findings, verdicts and kinds of institutions; the field app never loads them. */
export const useTables = (): TableMessages => tableMessagesOf(useI18n().language)
