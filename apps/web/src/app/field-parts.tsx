import { useEffect, useRef } from 'react'
import { useWords } from '../i18n/i18n.js'
import { useTitle } from '../ui/use-title.js'
import { goBack } from './field-router.js'

type Props = { readonly title: string; readonly aside?: string; readonly back?: true }

/** The page's h1; takes the focus when the page changes, so that readers hear where they are. */
export const FieldHeading = ({ title, aside, back }: Props) => {
  const words = useWords()
  const ref = useRef<HTMLHeadingElement>(null)
  useTitle(title)
  useEffect(() => {
    scrollTo(0, 0)
    ref.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div className="f-heading">
      {back && (
        <button type="button" className="btn f-back" aria-label={words.common.back} onClick={goBack}>
          <svg
            viewBox="0 0 24 24"
            width="22"
            height="22"
            fill="none"
            stroke="currentColor"
            strokeWidth="2.2"
            aria-hidden="true"
          >
            <path d="M15 5l-7 7 7 7" />
          </svg>
        </button>
      )}
      <h1 ref={ref} tabIndex={-1}>
        {title}
      </h1>
      {aside !== undefined && <span className="muted small">{aside}</span>}
    </div>
  )
}
