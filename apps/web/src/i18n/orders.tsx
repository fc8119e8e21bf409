import { useI18n } from './i18n.js'
import { ordersEn } from './orders.en.js'
import { type OrderMessages, ordersZhCN } from './orders.zh-CN.js'

/** Words of joint orders and fund lines; loaded with their pages. */
export const useOrders = (): OrderMessages => (useI18n().language === 'zh-CN' ? ordersZhCN : ordersEn)
