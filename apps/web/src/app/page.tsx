import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useI18n, useWords } from '../i18n/i18n.js'
import { EmptyState, isNoRight, useProblemText } from '../ui/states.js'
import { useTitle } from '../ui/use-title.js'

type PageProps = {
  readonly title: string
  readonly aside?: ReactNode
  /** The one main action, and quiet ones beside it. */
  readonly actions?: ReactNode
  /** What came of reading what the page is about: without the right to it there is nothing to filter or export. */
  readonly error?: unknown
  readonly children: ReactNode
}

/** A desk page: title, actions, content; the title takes the focus when the page changes. */
export const Page = ({ error, ...page }: PageProps) =>
  isNoRight(error) ? <NoRightPage error={error} /> : <Framed {...page} />

const Framed = ({ title, aside, actions, children }: Omit<PageProps, 'error'>) => {
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

const ToStart = () => {
  const { errors } = useWords()
  return (
    <Link to="/" className="btn">
      {errors.toStart}
    </Link>
  )
}

export const NotFoundPage = () => {
  const { errors } = useWords()
  return (
    <Framed title={errors.notFoundTitle}>
      <EmptyState title={errors.notFound}>
        <ToStart />
      </EmptyState>
    </Framed>
  )
}

/** Not the reader's: what it is and where to go, and nothing of the page itself. `error`: how the server said it. */
export const NoRightPage = ({ error }: { readonly error?: unknown }) => {
  const { words, shared } = useI18n()
  const textOf = useProblemText()
  return (
    <Framed title={words.errors.noRightTitle}>
      <div className="note stack narrow">
        <p>{error === undefined ? shared.problems.forbidden : textOf(error)}</p>
        <p>
          <ToStart />
        </p>
      </div>
    </Framed>
  )
}

/** The role needs a second factor: what to do first, and where. */
export const FactorFirstPage = () => {
  const { session } = useWords()
  return (
    <Framed title={session.factorTitle}>
      <div className="note stack narrow">
        <p>{session.factorMissing}</p>
        <p>
          <Link to="/me" className="btn btn-main">
            {session.factorBegin}
          </Link>
        </p>
      </div>
    </Framed>
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
