import type { Freshness } from '@lianfang/domain/supply'
import type { ReactNode } from 'react'
import { useSupply } from '../../i18n/supply.js'

const shapes: Readonly<Record<Freshness, ReactNode>> = {
  fresh: <rect x="1" y="1" width="14" height="14" />,
  late: <path d="M8 0.8 15.8 15H0.2Z" />,
  silent: <circle cx="8" cy="8" r="7.5" />,
  never: <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="2.4" />,
}
const colours = { fresh: 'green', late: 'yellow', silent: 'red', never: 'red' } as const

/** How reporting stands: colour, shape and word. */
export const FreshnessMark = ({ of }: { readonly of: Freshness }) => {
  const { freshness } = useSupply()
  return (
    <span className={`tier tier-${colours[of]}`}>
      <svg viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
        {shapes[of]}
      </svg>
      {freshness[of]}
    </span>
  )
}
