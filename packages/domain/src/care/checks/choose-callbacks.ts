/** The last eight digits of an id made by UUIDv7 are random: as good as drawing lots, and the same for everybody who looks. */
const drawOf = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(-8), 16) / 0x1_0000_0000

/**
 * Whether a follow-up is among those that the township calls back (CARE-CHECK-1): drawn by its id, so that neither the worker
 * nor the township can choose, and a list looked at twice is the same.
 */
export const isChosen = (followupId: string, sharePercent: number): boolean => drawOf(followupId) < sharePercent / 100
