import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, type Reply } from '../../api/client.js'

type Card = Reply<'account.cards'>['cards'][number]
export type Cards = { readonly until: string | null; readonly cards: readonly Card[]; readonly skipped: number }

/** As many as one answer holds (packages/contract): its schemas stay out of the pages. */
const atOnce = 50

const someCards = (ids: readonly string[]) => call('account.cards', { body: { ids: [...ids] } })

/** Makes cards, some at a time, so that the server's other callers wait for none of them; and says how far it is. */
export const useCards = () => {
  const client = useQueryClient()
  const [done, setDone] = useState(0)
  const make = useMutation({
    mutationFn: async (ids: readonly string[]): Promise<Cards> => {
      let all: Cards = { until: null, cards: [], skipped: 0 }
      for (let from = 0; from < ids.length; from += atOnce) {
        setDone(from)
        const some = await someCards(ids.slice(from, from + atOnce)).catch((error: unknown) => {
          // Cards that were made are shown: the secrets of those before them are dead. The rest can be made again.
          if (all.cards.length === 0) throw error
          return null
        })
        if (some === null) return { ...all, skipped: all.skipped + ids.length - from }
        all = { until: some.until, cards: [...all.cards, ...some.cards], skipped: all.skipped + some.skipped }
      }
      return all
    },
    // The secrets must not outlast the sheet.
    gcTime: 0,
    onSettled: () => client.invalidateQueries({ queryKey: ['account.list'] }),
  })
  return { make, done }
}
