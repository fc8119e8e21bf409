import { type ReactNode, useEffect, useRef } from 'react'
import { useWords } from '../i18n/i18n.js'
import { EmptyState } from '../ui/states.js'
import { useTitle } from '../ui/use-title.js'

type PageProps = {
  readonly title: string
  readonly aside?: ReactNode
  /** The one main action, and quiet ones beside it. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A desk page: title, actions, content; the title takes the focus when the page changes. */
export const Page = ({ title, aside, actions, children }: PageProps) => {
  const ref = useRef<HTMLHeadingElement>(null)
  useTitle(title)
  useEffect(() => ref.current?.focus({ preventScroll: true }), [])
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1 ref={ref} tabIndex={-1}>
            {title}
          </h1>
          {aside !== undefined && <p className="muted">{aside}</p>}
        </div>
        {actions !== undefined && <div className="line">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

export const NotFoundPage = () => {
  const { errors } = useWords()
  return (
    <Page title={errors.notFoundTitle}>
      <EmptyState title={errors.notFound} />
    </Page>
  )
}

type PanelProps = { readonly label: string; readonly onClose: () => void; readonly children: ReactNode }

/** Details beside the list, with their own address; Esc closes them. */
export const Panel = ({ label, onClose, children }: PanelProps) => {
  const words = useWords()
  const ref = useRef<HTMLElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    ref.current?.focus({ preventScroll: true })
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) close.current()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return (
    <aside className="panel" aria-label={label} tabIndex={-1} ref={ref}>
      <button type="button" className="btn btn-quiet panel-close" onClick={onClose}>
        {words.common.close}
      </button>
      {children}
    </aside>
  )
}
