export type Confirmed = {
  readonly disease?: 'none' | 'stable' | 'unstable'
  readonly vaccination?: 'none' | 'partial' | 'full'
  readonly acceptDowngrade?: true
}
export type Batch = Readonly<Record<string, Confirmed>>

/** A batch with a change for some people; undefined takes a field back out. */
export const withChange = (
  batch: Batch,
  ids: Iterable<string>,
  change: { [K in keyof Confirmed]?: Confirmed[K] | undefined },
): Batch => {
  const next: Record<string, Confirmed> = { ...batch }
  for (const id of ids) {
    const entries = Object.entries({ ...next[id], ...change }).filter(([, value]) => value !== undefined)
    if (entries.length === 0) delete next[id]
    else next[id] = Object.fromEntries(entries)
  }
  return next
}

/** Batches as the server takes them: at most 200 people each. */
export const toRequests = (batch: Batch): readonly (readonly (Confirmed & { readonly id: string })[])[] => {
  const people = Object.entries(batch).map(([id, confirmed]) => ({ id, ...confirmed }))
  return Array.from({ length: Math.ceil(people.length / 200) }, (_, i) => people.slice(i * 200, i * 200 + 200))
}
