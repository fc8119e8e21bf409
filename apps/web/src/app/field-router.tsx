import { type MouseEvent, type ReactNode, useSyncExternalStore } from 'react'

// Entries stand on it: the field, the page of an enterprise, of whoever keeps stores, of whoever asks for a hospital.
const base = ['/report', '/store', '/hospital'].find((path) => location.pathname.startsWith(path)) ?? '/field'
const listeners = new Set<() => void>()
const tellAll = (): void => {
  for (const tell of listeners) tell()
}
window.addEventListener('popstate', tellAll)

/** Path below the entry's own, '' at its root. */
export const pathOf = (pathname: string): string => {
  const rest = pathname.startsWith(base) ? pathname.slice(base.length) : ''
  return rest.replace(/^\/+|\/+$/g, '')
}

// Told apart by when the page was loaded: an entry of an earlier load may lie in another document.
const load = performance.timeOrigin

/** How many entries of this load lie behind the one shown. */
export const behind = (): number => {
  const state: { readonly load: number; readonly behind: number } | null = history.state
  return state?.load === load ? state.behind : 0
}

export const navigate = (path: string, how: 'push' | 'replace' = 'push'): void => {
  const to = path === '' ? base : `${base}/${path}`
  if (how === 'push') history.pushState({ load, behind: behind() + 1 }, '', to)
  else history.replaceState({ load, behind: behind() }, '', to)
  tellAll()
}

/**
 * Back to the screen before; to the day where the page was opened here. Never out of the document: what is just being sent
 * would be cut off, and its note is in memory only.
 */
export const goBack = (): void => {
  if (behind() > 0) history.back()
  else navigate('', 'replace')
}

const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

export const useFieldPath = (): string => useSyncExternalStore(subscribe, () => pathOf(location.pathname))

type LinkProps = {
  readonly to: string
  readonly className?: string | undefined
  readonly current?: boolean
  readonly children: ReactNode
}

/** A real link, so that it can be opened elsewhere; a plain tap stays in the page. */
export const FieldLink = ({ to, className, current, children }: LinkProps) => {
  const go = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    navigate(to)
  }
  return (
    <a
      href={to === '' ? base : `${base}/${to}`}
      className={className}
      aria-current={current ? 'page' : undefined}
      onClick={go}
    >
      {children}
    </a>
  )
}
