import type { Day } from '../../shared/index.js'

/** Obstacles to making more, by what is wanting (E4): people, material, transport, money, permit. */
export const obstacleKinds = ['people', 'material', 'transport', 'money', 'permit'] as const
export type ObstacleKind = (typeof obstacleKinds)[number]

/** Figures of one product on one day, in the unit of its kind. Null: not said. */
export type ReportFigures = {
  readonly made: number | null
  readonly inStock: number | null
  readonly onOrder: number | null
}
export const reportFields = ['made', 'inStock', 'onOrder'] as const
export type ReportField = (typeof reportFields)[number]

export type ReportLine = ReportFigures & { readonly product: string }

/** What an enterprise says of a day. */
export type DailyReport = {
  readonly day: Day
  readonly lines: readonly ReportLine[]
  /** People at work again, and how many there are; null: not said. */
  readonly workforceBack: number | null
  readonly workforceOf: number | null
}
