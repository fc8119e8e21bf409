import { useEffect, useRef } from 'react'

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))

const moveRow = (step: number): void => {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
  if (rows.length === 0) return
  const { activeElement } = document
  const at = activeElement instanceof HTMLElement ? rows.indexOf(activeElement) : -1
  const next = rows[Math.max(0, Math.min(rows.length - 1, at === -1 ? 0 : at + step))]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

type Handlers = { readonly onHelp: () => void; readonly onSearch: () => void }

/** The desk's keys. Rows are focusable links, so Enter needs no help. */
export const useDeskKeys = (handlers: Handlers): void => {
  const current = useRef(handlers)
  current.current = handlers
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
      if (event.key === 'j') moveRow(1)
      else if (event.key === 'k') moveRow(-1)
      else if (event.key === '?') current.current.onHelp()
      else if (event.key === '/') {
        event.preventDefault()
        const box = document.querySelector<HTMLElement>('[data-search]')
        if (box === null) current.current.onSearch()
        else box.focus()
      }
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
