import { useI18n } from '../../i18n/i18n.js'

/** Numbers of the outlook as they are read: cases whole, shares without digits after the point, ratios as they are. */
export const useFigures = () => {
  const { number } = useI18n()
  return {
    cases: (value: number): string => number(Math.round(value)),
    percent: (value: number): string => number(Math.round(value)),
    amount: (value: number): string => number(Math.round(value * 10) / 10),
    ratio: (value: number): string => String(value),
  }
}
