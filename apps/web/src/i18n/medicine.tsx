import { useI18n } from './i18n.js'
import { medicineEn } from './medicine.en.js'
import { type MedicineMessages, medicineZhCN } from './medicine.zh-CN.js'

/** Words of medicine; a phone loads them with their fields, after the day is on the screen. */
export const useMedicineWords = (): MedicineMessages => (useI18n().language === 'zh-CN' ? medicineZhCN : medicineEn)
