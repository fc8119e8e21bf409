import { useMutation } from '@tanstack/react-query'
import type { Reply } from '../../api/client.js'
import { ApiProblem } from '../../api/problem.js'
import { useCommandId } from '../../api/use-command-id.js'
import { useToast } from '../../ui/toast.js'
import type { Request } from '../deals/types.js'
import { useShowRequest } from './of-request.js'

type Answer = Reply<'request.submit'>

/** The request as it stands after a command. Requests refuse by problems alone. */
export const resultOf = (answer: Answer): Request => {
  if ('result' in answer) return answer.result
  if (answer.outcome === 'stale') return answer.current
  throw new ApiProblem('internal', 500, null)
}

/** One thing that is done with a request. The same said again goes out under the same id: its answer may have been lost. */
export const useAct = <B extends object>(
  run: (body: B & { readonly id: string }) => Promise<Answer>,
  done: { readonly said: string; readonly next?: () => void },
) => {
  const idOf = useCommandId()
  const show = useShowRequest()
  const toast = useToast()
  return useMutation({
    mutationFn: async (body: B) => resultOf(await run({ ...body, id: idOf(body) })),
    onSuccess: (request) => {
      idOf(null)
      show(request)
      toast({ text: done.said })
      done.next?.()
    },
  })
}
