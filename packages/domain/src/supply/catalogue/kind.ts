import type { Bilingual, Evidence } from '../../policy/index.js'

/** The four classes of key equipment (救治、检验检测、治疗、消毒), then what the grassroots list holds, then protection. */
export const kindClasses = [
  'rescue',
  'inspection',
  'therapy',
  'disinfection',
  'medicine',
  'consumable',
  'protection',
] as const
export type KindClass = (typeof kindClasses)[number]

/** Classes of key equipment: the 38 kinds that a named person tracks each (E1). */
export const equipmentClasses: readonly KindClass[] = ['rescue', 'inspection', 'therapy', 'disinfection']

/** Units in which quantities of a kind are counted everywhere; a pack is a number of them. */
export const kindUnits = ['set', 'vehicle', 'piece', 'pair', 'box', 'bottle', 'bag', 'dose', 'cylinder'] as const
export type KindUnit = (typeof kindUnits)[number]

/** How units of a kind are told apart in the books: each by its serial number, or by the lot with its expiry. */
export const kindKeepings = ['serial', 'lot'] as const
export type KindKeeping = (typeof kindKeepings)[number]

/** Risk class of a medical device (医疗器械监督管理条例): III the highest; none for what is no device. */
export const riskClasses = ['I', 'II', 'III'] as const
export type RiskClass = (typeof riskClasses)[number]

/** A kind of equipment or supply (品类): what is asked for, counted and moved. A product is a maker's own of a kind. */
export type Kind = {
  readonly code: string
  readonly class: KindClass
  readonly name: Bilingual
  readonly unit: KindUnit
  readonly keeping: KindKeeping
  readonly risk: RiskClass | null
  /** Where the kind was taken from; 'ours' where the sources count 38 and do not name it. */
  readonly evidence: Evidence
}
