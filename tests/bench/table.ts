/** A line of the table that is printed at the end. */
export type Row = { readonly what: string; readonly value: string; readonly mark: string }

export const ms = (n: number): string => `${n.toFixed(n < 10 ? 1 : 0)} ms`

export const p95 = (q: { p50: number; p95: number; p99: number; failures: number }): string =>
  `p50 ${ms(q.p50)}, p95 ${ms(q.p95)}, p99 ${ms(q.p99)}${q.failures > 0 ? `, ${q.failures} failed` : ''}`
