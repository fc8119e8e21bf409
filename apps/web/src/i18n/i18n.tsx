import type { Language } from '@lianfang/contract'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { keepLanguage, wasLanguageChosen } from './language.js'
import type { WordTable } from './word-table.js'
import { loadWords } from './words.js'
import type { Messages } from './zh-CN.js'

type I18n = WordTable & {
  /** Resolves when the page speaks it; rejects when its words cannot be had, and the page stays as it is. */
  readonly setLanguage: (language: Language) => Promise<void>
  /** The account's language, taken over unless this device chose one. */
  readonly suggestLanguage: (language: Language) => void
  readonly number: (n: number) => string
}

const Context = createContext<I18n | null>(null)

type Props = { readonly first: WordTable; readonly children: ReactNode }

export const I18nProvider = ({ first, children }: Props) => {
  const [table, show] = useState(first)
  const { language } = table
  const setLanguage = useCallback(async (next: Language) => {
    const loaded = await loadWords(next)
    keepLanguage(next)
    show(loaded)
  }, [])
  const suggestLanguage = useCallback((next: Language) => {
    // Without a network the page goes on in the language it has.
    if (!wasLanguageChosen()) loadWords(next).then(show, () => undefined)
  }, [])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const value = useMemo<I18n>(() => {
    const format = new Intl.NumberFormat(table.language)
    return { ...table, setLanguage, suggestLanguage, number: (n) => format.format(n) }
  }, [table, setLanguage, suggestLanguage])
  return <Context.Provider value={value}>{children}</Context.Provider>
}

export const useI18n = (): I18n => {
  const value = useContext(Context)
  if (value === null) throw new Error('I18nProvider is missing')
  return value
}

export const useWords = (): Messages => useI18n().words
