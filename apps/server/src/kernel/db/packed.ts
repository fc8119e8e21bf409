/**
 * Many byte strings as one parameter. The driver writes an array of bytea as escaped hex text, element by element: a third
 * of an import's time. One buffer travels as it is, and the statement cuts it: `substr(bytes, at, length)`.
 */
export type Packed = {
  readonly bytes: Buffer
  /** Where each begins, from 1, and how long each is: texts of `int[]`. */
  readonly at: string
  readonly length: string
}

export const packed = (items: readonly Buffer[]): Packed => {
  const starts: number[] = []
  let at = 1
  for (const item of items) {
    starts.push(at)
    at += item.length
  }
  return { bytes: Buffer.concat(items), at: intArray(starts), length: intArray(items.map((item) => item.length)) }
}

/** The text of an `int[]`: the driver would quote and escape every number. */
export const intArray = (numbers: readonly number[]): string => `{${numbers.join(',')}}`
