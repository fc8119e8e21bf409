import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useCommandId } from '../../api/use-command-id.js'
import { useToast } from '../../ui/toast.js'
import { ofGrassroots } from './types.js'

type Answer = { readonly outcome: string }
type Done<A> = { readonly said: string; readonly next?: (answer: A) => void }

/**
 * One command of the desk on clinics, orders, fund lines or labels: repeated under its own id while the same is said; what is
 * shown is asked anew, also when somebody else was faster (`stale`).
 */
export const useCommand = <B extends object, A extends Answer>(
  run: (body: B, id: string) => Promise<A>,
  done: Done<A>,
) => {
  const client = useQueryClient()
  const idOf = useCommandId()
  const toast = useToast()
  const [isStale, setStale] = useState(false)
  const askAnew = () => Promise.all(ofGrassroots.map((key) => client.invalidateQueries({ queryKey: [key] })))
  const act = useMutation({
    mutationFn: (body: B) => run(body, idOf(body)),
    onSuccess: async (answer) => {
      idOf(null)
      setStale(answer.outcome === 'stale')
      await askAnew()
      if (answer.outcome === 'stale') return
      toast({ text: done.said })
      done.next?.(answer)
    },
    onError: () => void askAnew(),
  })
  return { ...act, isStale }
}
