import type { Language } from '@lianfang/contract'
import type { WordTable } from './word-table.js'

const tables: Readonly<Record<Language, () => Promise<{ readonly table: WordTable }>>> = {
  'zh-CN': () => import('./words.zh-CN.js'),
  en: () => import('./words.en.js'),
}

/** The words of one language. A phone loads the one it shows: both were 17 of the field's 121 KB. Throws without a network. */
export const loadWords = async (language: Language): Promise<WordTable> => (await tables[language]()).table
