import { hospitalEn } from './hospital.en.js'
import { type HospitalMessages, hospitalZhCN } from './hospital.zh-CN.js'
import { useI18n } from './i18n.js'

/** Words of the page of a hospital's requester and approver; loaded with it. */
export const useHospital = (): HospitalMessages => (useI18n().language === 'zh-CN' ? hospitalZhCN : hospitalEn)
