import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useCommandId } from '../../api/use-command-id.js'
import { useToast } from '../../ui/toast.js'
import { ofDeals } from '../deals/types.js'

type Answer = { readonly outcome: string }

/**
 * One command of the desk: repeated under its own id while the same is said; what is shown is asked anew, also when somebody
 * else was faster (`stale`).
 */
export const useDeskAct = <B extends object>(
  run: (body: B, id: string) => Promise<Answer>,
  done: { readonly said: string; readonly next?: () => void },
) => {
  const client = useQueryClient()
  const idOf = useCommandId()
  const toast = useToast()
  const [isStale, setStale] = useState(false)
  const act = useMutation({
    mutationFn: (body: B) => run(body, idOf(body)),
    onSuccess: async (answer) => {
      idOf(null)
      setStale(answer.outcome === 'stale')
      await Promise.all(ofDeals.map((key) => client.invalidateQueries({ queryKey: [key] })))
      if (answer.outcome === 'stale') return
      toast({ text: done.said })
      done.next?.()
    },
    // What refused it is often that things have changed: they are looked at anew.
    onError: () => {
      for (const key of ofDeals) void client.invalidateQueries({ queryKey: [key] })
    },
  })
  return { ...act, isStale }
}
