import { zhCN as shared } from '@lianfang/contract/messages/zh-CN'
import type { WordTable } from './word-table.js'
import { zhCN as words } from './zh-CN.js'

export const table: WordTable = { language: 'zh-CN', words, shared }
