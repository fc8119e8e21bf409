import type { Day } from '../shared/index.js'

/** Kinds of institution (机构), in the order in which they are offered. */
export const facilityKinds = [
  'villageClinic',
  'townshipCentre',
  'communityStation',
  'communityCentre',
  'hospital',
  'feverClinic',
  'emergencyCentre',
  'bloodStation',
  'cdc',
  'careHome',
  'welfareInstitution',
  'warehouse',
  'other',
] as const
export type FacilityKind = (typeof facilityKinds)[number]

/** Grade of a hospital (一级, 二级, 三级), or none. */
export const facilityGrades = ['none', 'first', 'second', 'third'] as const
export type FacilityGrade = (typeof facilityGrades)[number]

export type ClosingFault = 'future' | 'before-opening'

/** Whether a facility may be closed on a day: it has come, and does not lie before the opening. Null: it may. */
export const closingFault = (closedOn: Day, known: { readonly openFrom: Day | null; readonly today: Day }) => {
  if (closedOn > known.today) return 'future' satisfies ClosingFault
  return known.openFrom !== null && closedOn < known.openFrom ? ('before-opening' satisfies ClosingFault) : null
}
