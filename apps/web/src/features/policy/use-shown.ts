import { useI18n } from '../../i18n/i18n.js'
import { useTrialWords } from '../../i18n/trial.js'

/** A count as it is told here: a number, or that it is too small to be told. */
export const useShown = (): ((n: number | null) => string) => {
  const words = useTrialWords()
  const { number } = useI18n()
  return (n) => (n === null ? words.few : number(n))
}
