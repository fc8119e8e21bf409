import type { ReactNode } from 'react'
import { useI18n } from '../i18n/i18n.js'

type Tier = 'red' | 'yellow' | 'green'

const shapes: Readonly<Record<Tier, ReactNode>> = {
  red: <circle cx="8" cy="8" r="7.5" />,
  yellow: <path d="M8 0.8 15.8 15H0.2Z" />,
  green: <rect x="1" y="1" width="14" height="14" />,
}

/** Colour, shape and word: never colour alone. */
export const TierMark = ({ tier }: { readonly tier: Tier }) => {
  const { shared } = useI18n()
  return (
    <span className={`tier tier-${tier}`}>
      <svg viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
        {shapes[tier]}
      </svg>
      {shared.tiers[tier]}
    </span>
  )
}
