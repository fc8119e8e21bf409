import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ArgsOf, call, type Reply } from '../../api/client.js'
import { keyOf } from '../../api/use-api.js'
import { readAnew } from './use-mine.js'

export type Enterprise = Reply<'enterprise.read'>
export type EnterpriseProduct = Enterprise['products'][number]
export type EnterprisePaper = Enterprise['papers'][number]

type Keeping = 'product.add' | 'product.change' | 'paper.add' | 'paper.withdraw'
type Answer = Reply<Keeping>

/** A change of an enterprise: the page it answers is shown at once, and what follows from it is read anew. */
export const useKeep = <K extends Keeping>(enterprise: Enterprise, route: K, onDone: () => void) => {
  const client = useQueryClient()
  return useMutation({
    // Each of these routes answers the page of the enterprise.
    mutationFn: (args: ArgsOf<K>) => call(route, args) as Promise<Answer>,
    onSuccess: (answer) => {
      const page = answer.outcome === 'stale' ? answer.current : 'result' in answer ? answer.result : null
      if (page !== null) client.setQueryData(keyOf('enterprise.read', { params: { id: enterprise.id } }), page)
      for (const key of readAnew.filter((one) => one !== 'enterprise.read')) {
        void client.invalidateQueries({ queryKey: [key] })
      }
      if (answer.outcome !== 'stale') onDone()
    },
  })
}
