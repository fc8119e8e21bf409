/** A base type that cannot be confused with another of the same shape. The mark exists for the compiler only. */
export type Branded<Base, Name extends string> = Base & { readonly __of: Name }

/** A calendar day as 'YYYY-MM-DD', of the place it is used in. String order is day order. */
export type Day = Branded<string, 'day'>

/** A moment: milliseconds since 1970-01-01T00:00Z. */
export type Instant = Branded<number, 'instant'>

/** Marks the end of a switch over a union: adding a member makes this line fail to compile. */
export const never = (value: never): never => {
  throw new TypeError(`unreachable: ${String(value)}`)
}
