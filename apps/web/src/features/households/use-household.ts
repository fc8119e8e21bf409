import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call } from '../../api/client.js'

type Change =
  | { readonly do: 'join'; readonly who: string; readonly with: string }
  | { readonly do: 'leave'; readonly who: string }

/**
 * Puts somebody together with a person, or takes somebody out. Needs a network: two phones that put people together without
 * one would not know of each other's household.
 */
export const useHouseholdChange = (onDone: (change: Change) => void) => {
  const client = useQueryClient()
  // The same change keeps its id: a repeat after a lost answer is answered and not refused.
  const ids = useRef(new Map<string, string>())
  return useMutation({
    mutationFn: (change: Change) => {
      const key = JSON.stringify(change)
      const id = ids.current.get(key) ?? uuidv7()
      ids.current.set(key, id)
      if (change.do === 'leave') return call('household.leave', { params: { id: change.who }, body: { id } })
      return call('household.join', { params: { id: change.who }, body: { id, with: change.with } })
    },
    onSuccess: async (answer, change) => {
      ids.current.clear()
      for (const list of ['person.read', 'household.page', 'followup.today'])
        void client.invalidateQueries({ queryKey: [list] })
      await client.invalidateQueries({ queryKey: ['household.read'] })
      if (answer.outcome !== 'refused') onDone(change)
    },
  })
}
