/** What is published of a gift (公示): what came, what went on, what was disposed of. */
export const noticeKinds = ['received', 'issued', 'disposed'] as const
export type NoticeKind = (typeof noticeKinds)[number]

export type Notice = {
  readonly what: NoticeKind
  readonly kind: string
  /** In the unit of the kind; of a correction so many more, or (negative) fewer. */
  readonly quantity: number
  readonly correction: boolean
}

export type PublishedSum = { readonly kind: string } & Readonly<Record<NoticeKind, number>>

/** SUP-GIFT-8: sums by kind. A correction is a line of its own and changes the sum, never what was published. */
export const publishedSums = (notices: readonly Notice[]): readonly PublishedSum[] => {
  const found = new Map<string, Record<NoticeKind, number>>()
  for (const { what, kind, quantity } of notices) {
    const sums = found.get(kind) ?? { received: 0, issued: 0, disposed: 0 }
    sums[what] += quantity
    found.set(kind, sums)
  }
  return [...found].map(([kind, sums]) => ({ kind, ...sums })).sort((a, b) => (a.kind < b.kind ? -1 : 1))
}

/** How what was counted differs from what was offered, by kind: nothing is passed over. */
export const offeredAgainst = (
  offered: readonly { readonly kind: string | null; readonly quantity: number }[],
  counted: readonly { readonly kind: string; readonly quantity: number }[],
): readonly { readonly kind: string; readonly offered: number; readonly counted: number }[] => {
  const kinds = [...new Set([...offered, ...counted].flatMap(({ kind }) => (kind === null ? [] : [kind])))].sort()
  const of = (list: readonly { readonly kind: string | null; readonly quantity: number }[], kind: string): number =>
    list.reduce((units, one) => units + (one.kind === kind ? one.quantity : 0), 0)
  return kinds.map((kind) => ({ kind, offered: of(offered, kind), counted: of(counted, kind) }))
}
