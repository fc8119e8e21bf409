/** A share of a whole in percent, rounded down: what is not complete is not said to be. */
export const shareText = (share: number, language: string): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(
    Math.floor(Math.min(1, share) * 100 + 1e-9) / 100,
  )
