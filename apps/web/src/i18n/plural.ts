/** A count with its English noun, the number as it is written: "1 village", "2 villages", "1,204 villages". */
export const plural = (n: number | string, one: string, many: string): string =>
  `${n} ${String(n) === '1' ? one : many}`
