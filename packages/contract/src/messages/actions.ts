import type { ActionWords } from '../audit-actions.js'
import { actionsEn } from './actions.en.js'
import { actionsZhCN } from './actions.zh-CN.js'
import type { Language } from './messages.js'

/** What the audit wrote down, in words: the audit page, and its file. */
export const actionWordsOf = (language: Language): ActionWords => (language === 'en' ? actionsEn : actionsZhCN)

/** An action in words; a refused request of another kind keeps the code of its route. */
export const actionWord = (words: ActionWords, action: string): string => {
  const known: Readonly<Record<string, string>> = words
  return known[action] ?? action
}
