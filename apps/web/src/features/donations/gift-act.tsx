import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCommandId } from '../../api/use-command-id.js'
import { useGifts } from '../../i18n/gifts.js'
import { ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { ofGifts } from './types.js'

type Answer = { readonly outcome: string }

/** One command about a gift: repeated under its own id while the same is said; what is shown is asked anew. */
export const useGiftAct = <B extends object>(run: (body: B, id: string) => Promise<Answer>, next?: () => void) => {
  const client = useQueryClient()
  const idOf = useCommandId()
  const toast = useToast()
  const { done } = useGifts()
  return useMutation({
    mutationFn: (body: B) => run(body, idOf(body)),
    onSuccess: async () => {
      idOf(null)
      await Promise.all(ofGifts.map((key) => client.invalidateQueries({ queryKey: [key] })))
      toast({ text: done })
      next?.()
    },
    // What refused it is often that things have changed: they are looked at anew.
    onError: () => {
      for (const key of ofGifts) void client.invalidateQueries({ queryKey: [key] })
    },
  })
}

/** Why nothing was recorded, in the sentence of the rule that refused it. */
export const GiftFailure = ({ error }: { readonly error: unknown }) =>
  error ? <ProblemNote error={error} saving /> : null
