/** Values of units that have a serial number (E9). */
export type AssetValues = {
  /** What keeps a unit from being ready, in the order in which it is told. */
  readonly order: readonly string[]
  /** Days for which a passed check holds. */
  readonly checkDays: number
  /** Days of consumables that a deployable unit has with it. */
  readonly consumableDays: number
  /** Kinds that work only with consumables. */
  readonly consumableKinds: readonly string[]
  /** Days before maintenance at which it is told. */
  readonly dueSoonDays: number
}
