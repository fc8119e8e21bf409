/** What is asked anew after an issue or a delivery. */
export const ofSupply = ['medicine.supply', 'medicine.shelves', 'medicine.list', 'person.read'] as const
