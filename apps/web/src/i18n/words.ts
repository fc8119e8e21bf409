import type { Language } from '@lianfang/contract'
import type { WordTable } from './word-table.js'

const tables: Readonly<Record<Language, () => Promise<{ readonly table: WordTable }>>> = {
  'zh-CN': () => import('./words.zh-CN.js'),
  en: () => import('./words.en.js'),
}

type Load = (language: Language) => Promise<void>
let more: readonly Load[] = []

/** Words that this entry needs beside those of every page; each language brings them along. Called before the page opens. */
export const alsoLoad = (load: Load): void => {
  more = [...more, load]
}

/** The words of one language. A phone loads the one it shows: both were 17 of the field's 121 KB. Throws without a network. */
export const loadWords = async (language: Language): Promise<WordTable> => {
  const [{ table }] = await Promise.all([tables[language](), ...more.map((load) => load(language))])
  return table
}
