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

type Fact = 'disease' | 'vaccination'
type Asked = { readonly id: string; readonly provisional: readonly string[]; readonly lower: unknown }

/** Whom the same answer is for: who is asked for that fact, or for whom a lower tier waits; what is on record is not overwritten. */
export const askedFor = (rows: readonly Asked[], change: Confirmed): readonly string[] => {
  const fact: Fact | null =
    change.disease !== undefined ? 'disease' : change.vaccination !== undefined ? 'vaccination' : null
  return rows.filter((row) => (fact === null ? row.lower !== null : row.provisional.includes(fact))).map(({ id }) => id)
}

/** Batches as the server takes them: at most 200 people each. */
export const toRequests = (batch: Batch): readonly (readonly (Confirmed & { readonly id: string })[])[] => {
  const people = Object.entries(batch).map(([id, confirmed]) => ({ id, ...confirmed }))
  return Array.from({ length: Math.ceil(people.length / 200) }, (_, i) => people.slice(i * 200, i * 200 + 200))
}

type Command = { readonly commandId: string; readonly people: ReturnType<typeof toRequests>[number] }

/**
 * The commands of a batch. The same batch keeps its ids, so that a press after a lost answer is a repeat; a batch that
 * was changed since is another one and gets ids of its own.
 */
export const keepCommands = (newId: () => string): ((batch: Batch) => readonly Command[]) => {
  const kept = new WeakMap<Batch, readonly Command[]>()
  return (batch) => {
    const known = kept.get(batch)
    if (known !== undefined) return known
    const made = toRequests(batch).map((people) => ({ commandId: newId(), people }))
    kept.set(batch, made)
    return made
  }
}
