/** Values of gifts (E3, E10). */
export type GiftValues = {
  /** Offers that the public page takes for a county in a day. */
  readonly offersADay: number
  /** Lines of one offer or of one load that is counted in. */
  readonly lines: number
}
