import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, type Reply } from '../../api/client.js'
import { changeToday, withHousehold } from '../followups/today-cache.js'

type Change =
  | { readonly do: 'join'; readonly who: string; readonly with: string }
  | { readonly do: 'leave'; readonly who: string }

/**
 * The day's list that was read tells it at once: whoever goes on to record, before the list is here anew, is asked about the
 * others of the household.
 */
const tellToday = (client: QueryClient, change: Change): void => {
  const people = change.do === 'leave' ? [change.who] : [change.who, change.with]
  const pages = client.getQueriesData<Reply<'person.read'>>({ queryKey: ['person.read'] })
  const read = pages.find(([, page]) => page !== undefined && people.includes(page.id))?.[1]
  const household = change.do === 'leave' ? null : (read?.household ?? null)
  changeToday(client, (today) => withHousehold(today, people, household))
}

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
      for (const list of ['household.page', 'followup.today']) void client.invalidateQueries({ queryKey: [list] })
      await Promise.all(['person.read', 'household.read'].map((id) => client.invalidateQueries({ queryKey: [id] })))
      if (answer.outcome === 'refused') return
      tellToday(client, change)
      onDone(change)
    },
  })
}
