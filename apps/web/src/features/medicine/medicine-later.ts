import { later } from '../../ui/later.js'

/** Fetched once the day is on the screen, with their words. */
export const medicineFields = later(async () => (await import('./medicine-fields.js')).MedicineFields)
export const personMedicine = later(async () => (await import('./person-medicine.js')).PersonMedicine)
