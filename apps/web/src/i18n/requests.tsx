import './gift-problems.js'
import { useI18n } from './i18n.js'
import { requestsEn } from './requests.en.js'
import { type RequestMessages, requestsZhCN } from './requests.zh-CN.js'

/** Words of the desk's pages of requests, offers and requisitions; loaded with them. */
export const useRequests = (): RequestMessages => (useI18n().language === 'zh-CN' ? requestsZhCN : requestsEn)
