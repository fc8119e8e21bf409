import { en as shared } from '@lianfang/contract/messages/en'
import { en as words } from './en.js'
import type { WordTable } from './word-table.js'

export const table: WordTable = { language: 'en', words, shared }
