import type { Language, OfficeProblems } from '@lianfang/contract'
import { addOfficeProblems } from './problem-words.js'

const sentences: Readonly<Record<Language, () => Promise<OfficeProblems>>> = {
  'zh-CN': async () => (await import('@lianfang/contract/messages/office.zh-CN')).officeZhCN,
  en: async () => (await import('@lianfang/contract/messages/office.en')).officeEn,
}

/** Loads the sentences for what only an office can meet, of one language: both were 10 of an enterprise's 150 KB. */
export const loadOfficeProblems = async (language: Language): Promise<void> =>
  addOfficeProblems(language, await sentences[language]())
