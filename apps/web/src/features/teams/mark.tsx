import type { ReactNode } from 'react'

/** What is wrong, in words with a sign before them: colour alone tells nothing to whoever does not see it. */
export const Mark = ({ children }: { readonly children: ReactNode }) => (
  <span className="alarm-text" style={{ display: 'inline-flex', alignItems: 'baseline', gap: 4 }}>
    <svg
      viewBox="0 0 12 12"
      width="11"
      height="11"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      <path d="M6 1.2L11.2 10.8H.8zM6 5v2.6M6 8.9v.6" />
    </svg>
    {children}
  </span>
)
