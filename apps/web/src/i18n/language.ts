import type { Language } from '@lianfang/contract'

const key = 'lianfang.language'

const isLanguage = (text: string | null): text is Language => text === 'zh-CN' || text === 'en'

/** The language chosen on this device, else the browser's: any Chinese is Chinese, anything else English. */
export const firstLanguage = (stored: string | null, browser: readonly string[]): Language => {
  if (isLanguage(stored)) return stored
  return (browser[0] ?? 'zh-CN').toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

export const readLanguage = (): Language => firstLanguage(localStorage.getItem(key), navigator.languages)
export const wasLanguageChosen = (): boolean => isLanguage(localStorage.getItem(key))
export const keepLanguage = (language: Language): void => localStorage.setItem(key, language)
