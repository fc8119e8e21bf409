import { useI18n } from '../../i18n/i18n.js'
import { useOrders } from '../../i18n/orders.js'

/** Fen as yuan with its unit. */
export const useYuan = (): ((fen: number) => string) => {
  const { number } = useI18n()
  const { yuan } = useOrders()
  return (fen) => yuan(number(fen / 100))
}
