/** Values of consignments on the road (E5). */
export type MoveValues = {
  /** Sources whose times differ by no more are taken to agree. */
  readonly agreeMinutes: number
  /** Kinds of sources, the one that is believed first in front. */
  readonly sources: readonly string[]
  /** An actual time may lie so far ahead of the server's clock: clocks differ. */
  readonly aheadMinutes: number
  /** So long after what came before it a time is asked back. */
  readonly longestLegHours: number
  /** Minutes after the promised arrival at which the desk is told, by urgency. */
  readonly lateMinutes: Readonly<Record<'critical' | 'urgent' | 'routine', number>>
  /** Hours without a word at which the desk is told. */
  readonly silentHours: number
  /** Hours after which the desk of the level above is told too. */
  readonly climbHours: number
  /** Days for which a driver's link holds. */
  readonly linkDays: number
  /** Entries that a link takes in a day. */
  readonly linkEntries: number
  /** The largest photo that is kept, and how many of one consignment. */
  readonly photoKilobytes: number
  readonly photos: number
}
