import { useSyncExternalStore } from 'react'

export const themeChoices = ['auto', 'light', 'dark'] as const
export type ThemeChoice = (typeof themeChoices)[number]

const key = 'lianfang.theme'
const listeners = new Set<() => void>()
const dark = matchMedia('(prefers-color-scheme: dark)')

const isChoice = (text: string | null): text is ThemeChoice => themeChoices.some((choice) => choice === text)

const readChoice = (): ThemeChoice => {
  const stored = localStorage.getItem(key)
  return isChoice(stored) ? stored : 'auto'
}

let choice = readChoice()

const resolve = (): 'light' | 'dark' => {
  if (choice !== 'auto') return choice
  return dark.matches ? 'dark' : 'light'
}

const apply = (): void => {
  document.documentElement.dataset['theme'] = resolve()
  for (const tell of listeners) tell()
}
dark.addEventListener('change', apply)
apply()

export const setTheme = (next: ThemeChoice): void => {
  choice = next
  localStorage.setItem(key, next)
  apply()
}

const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, () => choice)
export const useTheme = (): 'light' | 'dark' => useSyncExternalStore(subscribe, resolve)
