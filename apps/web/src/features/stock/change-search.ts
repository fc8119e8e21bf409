type Change<T> = { readonly [K in keyof T]?: T[K] | undefined }

/** A search with some of its fields changed; `undefined` takes one away. */
export const changeSearch = <T extends object>(search: T, change: Change<T>): T =>
  Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined)) as T // fields of T, fewer at most
