// Told to sort: 第1, 第2, 第10 and not 第1, 第10, 第2. One language for everybody, so that a list, its file and its
// paper have the same order whoever reads them.
const collator = new Intl.Collator('zh-CN', { numeric: true })

/** Order of two names of teams or institutions as people count: numbers in them by their value. */
export const compareNames = (a: string, b: string): number => collator.compare(a, b)

/** The same list by name, numbers in names by their value. */
export const byName = <T extends { readonly name: string }>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => compareNames(a.name, b.name))
