import { useI18n } from './i18n.js'
import { medicineSupplyEn } from './medicine-supply.en.js'
import { type MedicineSupplyMessages, medicineSupplyZhCN } from './medicine-supply.zh-CN.js'

/** Words of issuing and handing over medicine and of asking its label; fetched when first looked at. */
export const useMedicineSupply = (): MedicineSupplyMessages =>
  useI18n().language === 'zh-CN' ? medicineSupplyZhCN : medicineSupplyEn
