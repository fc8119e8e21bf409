import { en } from './en.js'
import type { Messages } from './messages.js'
import { zhCN } from './zh-CN.js'

export type { FindingCode, Messages } from './messages.js'

export type Language = 'zh-CN' | 'en'

const tables: Readonly<Record<Language, Messages>> = { 'zh-CN': zhCN, en }

/** The shared words of a language. */
export const messagesOf = (language: Language): Messages => tables[language]
