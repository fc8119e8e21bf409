import type { ContradictingAges } from '@lianfang/domain/care'
import type { Language, TableMessages } from './messages.js'
import { tablesEn } from './tables.en.js'
import { tablesZhCN } from './tables.zh-CN.js'

/** Of the shared words only what belongs to tables. */
export const tableMessagesOf = (language: Language): TableMessages => (language === 'zh-CN' ? tablesZhCN : tablesEn)

type Found = { readonly code: string; readonly ages?: ContradictingAges | undefined }

/** What is said of a finding; null for a code that has no sentence here. Days as `sayDay` writes them. */
export const findingSentence = (
  words: TableMessages,
  { code, ages }: Found,
  sayDay: (day: string) => string = (day) => day,
): string | null => {
  if (ages !== undefined) return words.contradictingAges({ ...ages, on: sayDay(ages.on) })
  const sentences: Readonly<Record<string, string>> = words.findings
  return sentences[code] ?? null
}
