/** Units of one description that a consignment carries. */
export type CargoLine = {
  readonly n: number
  /** Where the units come from: a line on the road of a store's book, or one from outside. Lines of one origin are one on merging. */
  readonly origin: string
  readonly kind: string
  /** Units that were put on this consignment and not moved to another. */
  readonly quantity: number
  /** Of them: taken in at the end, and given up as lost. */
  readonly arrived: number
  readonly lost: number
}

/** Units of a line that are on the road now. */
export const onRoad = ({ quantity, arrived, lost }: Pick<CargoLine, 'quantity' | 'arrived' | 'lost'>): number =>
  quantity - arrived - lost

export type SplitFault =
  | { readonly why: 'unknown' | 'twice'; readonly line: number }
  | { readonly why: 'quantity'; readonly line: number; readonly left: number }
  | { readonly why: 'everything' }

type Split<L> =
  | { readonly outcome: 'split'; readonly stays: readonly L[]; readonly goes: readonly L[] }
  | { readonly outcome: 'refused'; readonly fault: SplitFault }

/**
 * Takes units of a load onto another consignment. Only what is on the road can be moved; something stays, or it would be the
 * same load under another name. Units are conserved. `line` counts what was asked from 0.
 */
export const splitCargo = <L extends CargoLine>(
  lines: readonly L[],
  asked: readonly { readonly n: number; readonly quantity: number }[],
): Split<L> => {
  const goes: L[] = []
  for (const [line, { n, quantity }] of asked.entries()) {
    const from = lines.find((one) => one.n === n)
    if (from === undefined) return { outcome: 'refused', fault: { why: 'unknown', line } }
    if (asked.some((other, i) => i < line && other.n === n))
      return { outcome: 'refused', fault: { why: 'twice', line } }
    const left = onRoad(from)
    if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > left) {
      return { outcome: 'refused', fault: { why: 'quantity', line, left } }
    }
    goes.push({ ...from, n: goes.length, quantity, arrived: 0, lost: 0 })
  }
  const taken = (n: number): number => asked.find((one) => one.n === n)?.quantity ?? 0
  const stays = lines.map((one) => ({ ...one, quantity: one.quantity - taken(one.n) }))
  if (stays.every((one) => onRoad(one) === 0)) return { outcome: 'refused', fault: { why: 'everything' } }
  return { outcome: 'split', stays, goes }
}

/** Puts what is on the road of one load onto another: lines of one origin are added, others are appended. Units are conserved. */
export const mergeCargo = <L extends CargoLine>(
  into: readonly L[],
  from: readonly L[],
): { readonly into: readonly L[]; readonly from: readonly L[] } => {
  const merged = [...into]
  for (const line of from.filter((one) => onRoad(one) > 0)) {
    const i = merged.findIndex((one) => one.origin === line.origin)
    const known = merged[i]
    if (known !== undefined) merged[i] = { ...known, quantity: known.quantity + onRoad(line) }
    else {
      const n = merged.reduce((most, one) => Math.max(most, one.n + 1), 0)
      merged.push({ ...line, n, quantity: onRoad(line), arrived: 0, lost: 0 })
    }
  }
  return { into: merged, from: from.map((one) => ({ ...one, quantity: one.quantity - onRoad(one) })) }
}

/** The same load with what is on the road on lines of its own: what has arrived or was given up stays as it is. */
export const apartOnRoad = <L extends CargoLine>(lines: readonly L[]): readonly L[] => {
  let n = lines.reduce((most, one) => Math.max(most, one.n + 1), 0)
  return lines.flatMap((line): readonly L[] => {
    const left = onRoad(line)
    if (left === 0 || left === line.quantity) return [line]
    n += 1
    return [
      { ...line, quantity: line.quantity - left },
      { ...line, n: n - 1, quantity: left, arrived: 0, lost: 0 },
    ]
  })
}
