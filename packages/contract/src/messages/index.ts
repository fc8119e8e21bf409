import type { ContradictingAges } from '@lianfang/domain/care'
import { en } from './en.js'
import type { Messages } from './messages.js'
import { zhCN } from './zh-CN.js'

export type { FindingCode, Messages } from './messages.js'

export type Language = 'zh-CN' | 'en'

const tables: Readonly<Record<Language, Messages>> = { 'zh-CN': zhCN, en }

type Found = { readonly code: string; readonly ages?: ContradictingAges | undefined }

/** What is said of a finding; null for a code that has no sentence here. Days as `sayDay` writes them. */
export const findingSentence = (
  words: Messages,
  { code, ages }: Found,
  sayDay: (day: string) => string = (day) => day,
): string | null => {
  if (ages !== undefined) return words.contradictingAges({ ...ages, on: sayDay(ages.on) })
  const sentences: Readonly<Record<string, string>> = words.findings
  return sentences[code] ?? null
}

/** The shared words of a language. */
export const messagesOf = (language: Language): Messages => tables[language]
