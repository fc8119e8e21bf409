/** The data keys unwrapped last, in memory only; what falls out is overwritten. */
export type Recent = {
  readonly get: (name: string, make: () => Buffer) => Buffer
  readonly forget: (name: string) => void
}

export const recentKeys = (most: number): Recent => {
  const kept = new Map<string, Buffer>()
  const drop = (name: string) => {
    kept.get(name)?.fill(0)
    kept.delete(name)
  }
  return {
    get: (name, make) => {
      const found = kept.get(name)
      if (found !== undefined) {
        // A Map keeps the order of insertion: put last again, so that the first is the one unused for longest.
        kept.delete(name)
        kept.set(name, found)
        return found
      }
      const made = make()
      kept.set(name, made)
      const [oldest] = kept.keys()
      if (kept.size > most && oldest !== undefined) drop(oldest)
      return made
    },
    forget: drop,
  }
}
