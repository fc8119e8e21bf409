import { type Language, messagesOf, type Messages as SharedMessages } from '@lianfang/contract'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { en } from './en.js'
import { keepLanguage, readLanguage, wasLanguageChosen } from './language.js'
import { type Messages, zhCN } from './zh-CN.js'

type I18n = {
  readonly language: Language
  readonly words: Messages
  /** Words shared with server and command line: problems, findings, fields, verdicts, roles, tiers, refusals. */
  readonly shared: SharedMessages
  readonly setLanguage: (language: Language) => void
  /** The account's language, taken over unless this device chose one. */
  readonly suggestLanguage: (language: Language) => void
  readonly number: (n: number) => string
}

const tables: Readonly<Record<Language, Messages>> = { 'zh-CN': zhCN, en }

const Context = createContext<I18n | null>(null)

export const I18nProvider = ({ children }: { readonly children: ReactNode }) => {
  const [language, set] = useState<Language>(readLanguage)
  const setLanguage = useCallback((next: Language) => {
    keepLanguage(next)
    set(next)
  }, [])
  const suggestLanguage = useCallback((next: Language) => {
    if (!wasLanguageChosen()) set(next)
  }, [])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const value = useMemo<I18n>(() => {
    const format = new Intl.NumberFormat(language)
    return {
      language,
      words: tables[language],
      shared: messagesOf(language),
      setLanguage,
      suggestLanguage,
      number: (n) => format.format(n),
    }
  }, [language, setLanguage, suggestLanguage])
  return <Context.Provider value={value}>{children}</Context.Provider>
}

export const useI18n = (): I18n => {
  const value = useContext(Context)
  if (value === null) throw new Error('I18nProvider is missing')
  return value
}

export const useWords = (): Messages => useI18n().words
