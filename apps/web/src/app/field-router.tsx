import { type MouseEvent, type ReactNode, useSyncExternalStore } from 'react'

const base = '/field'
const listeners = new Set<() => void>()
const tellAll = (): void => {
  for (const tell of listeners) tell()
}
window.addEventListener('popstate', tellAll)

/** Path below /field, '' at its root. */
export const pathOf = (pathname: string): string => {
  const rest = pathname.startsWith(base) ? pathname.slice(base.length) : ''
  return rest.replace(/^\/+|\/+$/g, '')
}

export const navigate = (path: string, how: 'push' | 'replace' = 'push'): void => {
  const to = path === '' ? base : `${base}/${path}`
  if (how === 'push') history.pushState(null, '', to)
  else history.replaceState(null, '', to)
  tellAll()
}

const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

export const useFieldPath = (): string => useSyncExternalStore(subscribe, () => pathOf(location.pathname))

type LinkProps = {
  readonly to: string
  readonly className?: string
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
