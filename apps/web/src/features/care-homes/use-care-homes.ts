import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call, type Reply } from '../../api/client.js'

export type HomePage = Reply<'careHome.read'>
export type HomeRow = Reply<'careHome.list'>['rows'][number]
export type Resident = HomePage['residents'][number]

/** What a home's page shows is read anew after every change of it. */
export const useRenewHomes = (): (() => Promise<unknown>) => {
  const client = useQueryClient()
  return async () => {
    for (const list of ['careHome.list', 'person.read', 'followup.today', 'alarm.list', 'person.list'])
      void client.invalidateQueries({ queryKey: [list] })
    return client.invalidateQueries({ queryKey: ['careHome.read'] })
  }
}

export type StayChange =
  | {
      readonly do: 'in'
      readonly personId: string
      readonly day: string
      readonly room: string | null
      readonly moveVillage: boolean
    }
  | { readonly do: 'out'; readonly personId: string; readonly day: string }
  | { readonly do: 'back'; readonly stay: string }

/** Moves somebody in or out, or takes an entry back. The same change keeps its id: a repeat is answered and not refused. */
export const useStayChange = (home: string, onDone: (change: StayChange) => void) => {
  const renew = useRenewHomes()
  const ids = useRef(new Map<string, string>())
  return useMutation({
    mutationFn: (change: StayChange) => {
      const key = JSON.stringify(change)
      const id = ids.current.get(key) ?? uuidv7()
      ids.current.set(key, id)
      const params = { id: home }
      if (change.do === 'back') return call('careHome.take-back', { params, body: { id, stay: change.stay } })
      const { do: _do, ...rest } = change
      return 'room' in rest
        ? call('careHome.move-in', { params, body: { id, ...rest } })
        : call('careHome.move-out', { params, body: { id, ...rest } })
    },
    onSuccess: async (answer, change) => {
      if (answer.outcome === 'refused') return
      ids.current.clear()
      await renew()
      onDone(change)
    },
  })
}

/** A round begins from the home as it stands now: what was read before would ask for those whom a colleague has asked. */
export const readAnew = <Q extends { readonly isFetchedAfterMount: boolean; readonly data: unknown }>(query: Q) =>
  query.isFetchedAfterMount ? query : { ...query, data: undefined }
