import type { Reply } from '../../api/client.js'
import { ApiProblem } from '../../api/problem.js'
import { useApi } from '../../api/use-api.js'

export type Mine = Reply<'report.mine'>
export type MyEnterprise = Mine['rows'][number]

/** The enterprises one is named for, the silent ones first, with the day that is owed. */
export const useMine = () => useApi('report.mine', {}, { staleTime: 30_000 })

/** What changes after something was reported or entered. */
export const readAnew = [
  'report.mine',
  'report.form',
  'report.list',
  'enterprise.read',
  'enterprise.list',
  'enterprise.totals',
] as const satisfies readonly string[]

type Answer<T> =
  | { readonly outcome: 'recorded' | 'already-recorded'; readonly result: T }
  | { readonly outcome: 'refused' | 'stale' }

/** What was recorded. Supplies refuse by problems alone, and whoever asks has looked at `stale` before. */
export const resultOf = <T>(answer: Answer<T>): T => {
  if (answer.outcome === 'recorded' || answer.outcome === 'already-recorded') return answer.result
  throw new ApiProblem('internal', 500, null)
}
