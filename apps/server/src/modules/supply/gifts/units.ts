import type { GiftUnits } from '@lianfang/contract'
import type { CountRow, LineRow, OfferOfGift, TargetRow } from './sql.js'

type Known = {
  readonly lines: readonly LineRow[]
  readonly counts: readonly CountRow[]
  readonly offers: readonly OfferOfGift[]
  readonly targets: readonly TargetRow[]
}

const sum = <T>(rows: readonly T[], of: (row: T) => number): number => rows.reduce((units, row) => units + of(row), 0)

/** Units of a gift by kind: offered, counted, and where they are. */
export const unitsOf = ({ lines, counts, offers, targets }: Known): GiftUnits[] => {
  const said = lines.flatMap(({ kind }) => (kind === null ? [] : [kind]))
  const kinds = [...new Set([...said, ...offers.map(({ kind }) => kind), ...counts.map(({ kind }) => kind)])].sort()
  return kinds.map((kind) => {
    const mine = counts.filter((row) => row.kind === kind)
    const offer = offers.find((row) => row.kind === kind)
    const inLines = lines.filter((row) => row.kind === kind)
    return {
      kind,
      offered: offer?.offered ?? sum(inLines, (row) => Math.trunc(row.quantity)),
      counted: sum(mine, (row) => row.counted),
      quarantine: sum(mine, (row) => row.quarantine),
      kept: sum(mine, (row) => row.kept),
      issued: sum(mine, (row) => row.issued),
      disposed: sum(mine, (row) => row.disposed),
      lost: sum(mine, (row) => row.lost),
      promised: sum(
        targets.filter((row) => row.kind === kind && !row.back),
        (row) => row.quantity - row.issued,
      ),
    }
  })
}

/** Units of a kind that are nobody's yet: of what was counted, or, before anything of it was, of what was offered. */
export const openUnits = (units: GiftUnits | undefined): number => {
  if (units === undefined) return 0
  const there = units.counted > 0 ? units.counted - units.disposed - units.lost - units.issued : units.offered
  return Math.max(0, there - units.promised)
}
