import { useMemo } from 'react'
import type { Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'

export type Rule = Reply<'policy.list'>['rules'][number]

/** The rules in force where the reader works, by id; read once an hour. */
export const useRules = (): ReadonlyMap<string, Rule> => {
  const { data } = useApi('policy.list', { query: {} }, { staleTime: 3_600_000 })
  return useMemo(() => new Map((data?.rules ?? []).map((rule) => [rule.ruleId, rule])), [data])
}
