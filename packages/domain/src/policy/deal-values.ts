/** Values of what hospitals ask for (E3). */
export type RequestValues = {
  /** Units that one critical patient needs of a kind, where it is not one. */
  readonly unitsPerPatient: ReadonlyMap<string, number>
  /** What is confirmed before a unit goes to a hospital. */
  readonly gates: readonly string[]
  /** Kinds of which only some of them are asked; of every other kind all are. */
  readonly gatesOf: ReadonlyMap<string, readonly string[]>
  /** Days of consumables that a hospital must have; and days for which use is covered of what is used up. */
  readonly coverDays: number
  /** Days for which a confirmation holds. */
  readonly gateDays: number
  /** A request of more than so many times its verified need is overstated. */
  readonly overstatedTimes: number
  /** So many overstated requests in the window are a problem. */
  readonly overstatedRequests: number
  readonly overstatedDays: number
  /** A request of so many times what is usual is asked back. */
  readonly doubtTimes: number
  /** The largest number of patients, beds and units in use that is taken. */
  readonly most: number
}

/** Values of transfers from one owner to another (E3). */
export type TransferValues = {
  /** Units that an owner keeps at least, in use ones counted. */
  readonly lastUnits: number
  /** Per cent of what a region had that stays in it. */
  readonly floorPercent: number
  /** Days for which an owner keeps what it received. */
  readonly holdDays: number
  /** Days of consumables that go along with a unit. */
  readonly consumableDays: number
  /** Days ahead for which an offer is taken. */
  readonly aheadDays: number
}

/** Values of requisitions (征用 / 调用). */
export type RequisitionValues = {
  /** What must be there before a requisition is executed. */
  readonly papers: readonly string[]
  /** Units that an owner keeps at least, whatever the order says. */
  readonly lastUnits: number
}
