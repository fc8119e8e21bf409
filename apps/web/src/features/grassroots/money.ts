import { typedNumber } from '../../ui/typed-number.js'

/** Yuan as typed, in fen; null where nothing was typed, NaN where it is no amount with two decimals at most. */
export const fenOf = (typed: string): number | null => {
  const yuan = typedNumber(typed)
  if (yuan === null) return null
  const fen = Math.round(yuan * 100)
  return yuan >= 0 && Math.abs(yuan * 100 - fen) < 1e-6 ? fen : Number.NaN
}

/** Fen as they are typed again, in yuan. */
export const typedYuan = (fen: number): string => (fen === 0 ? '' : (fen / 100).toFixed(2))
