import { consignmentsEn } from './consignments.en.js'
import { type ConsignmentMessages, consignmentsZhCN } from './consignments.zh-CN.js'
import { useI18n } from './i18n.js'
import './road-problems.js'

/** Words of consignments on the road; loaded with their pages. */
export const useConsignments = (): ConsignmentMessages =>
  useI18n().language === 'zh-CN' ? consignmentsZhCN : consignmentsEn
