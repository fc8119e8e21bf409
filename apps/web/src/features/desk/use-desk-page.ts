import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { type ArgsOf, call, type Reply } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useApi } from '../../api/use-api.js'

export type DeskState = Reply<'desk.read'>
export type Call = Reply<'call.list'>['rows'][number]

/** Renewed by itself, so that a call that has become late is seen although nobody touches anything. */
const renewMs = 30_000

/** The state of a desk; when a call was recorded or worked on, lists of calls are read anew. */
export const useDeskState = (place: string) => {
  const client = useQueryClient()
  const query = useApi('desk.read', { query: { place } }, { refetchInterval: renewMs })
  // Each reading of the list is written down, so it is read anew when something changed, and not by the clock.
  const mark = `${query.data?.latest ?? ''} ${query.data?.overdue ?? ''}`
  const known = useRef<string | null>(null)
  useEffect(() => {
    if (mark.trim() === '') return
    if (known.current !== null && known.current !== mark) void client.invalidateQueries({ queryKey: ['call.list'] })
    known.current = mark
  }, [client, mark])
  return query
}

type ActBody = ArgsOf<'call.act'>['body']
export type CallAct = Omit<ActBody, 'id' | 'seen'>

/** Does something with a call. A repeat of the same keeps its id. */
export const useCallAct = (one: Call) => {
  const client = useQueryClient()
  const ids = useRef(new Map<string, string>())
  return useMutation({
    mutationFn: (act: CallAct) => {
      const key = JSON.stringify([act, one.owner.owner])
      const id = ids.current.get(key) ?? uuidv7()
      ids.current.set(key, id)
      return call('call.act', { params: { id: one.id }, body: { ...act, id, seen: one.owner.owner } })
    },
    onSuccess: () => {
      ids.current.clear()
      for (const list of ['call.list', 'call.search', 'desk.read']) void client.invalidateQueries({ queryKey: [list] })
    },
  })
}

/** Waits a little after the last key. */
const useSettled = (typed: string): { readonly text: string; readonly settled: string } => {
  const text = typed.trim()
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 250)
    return () => clearTimeout(timer)
  }, [text])
  return { text, settled }
}

/** Calls by number or name; posted, and forgotten with the page. */
export const useFoundCalls = (place: string, typed: string) => {
  const { text, settled } = useSettled(typed)
  return useQuery({
    queryKey: ['call.search', place, settled],
    queryFn: ({ signal }) => call('call.search', { body: { place: placeInUrl(place), text: settled } }, signal),
    enabled: settled !== '' && text !== '',
    gcTime: 30_000,
  })
}

/** Key people by what was typed, for whom a call is about. */
export const useFoundPeople = (place: string, typed: string) => {
  const { text, settled } = useSettled(typed)
  return useQuery({
    queryKey: ['person.search', place, settled],
    queryFn: ({ signal }) => call('person.search', { body: { place: placeInUrl(place), text: settled } }, signal),
    enabled: settled !== '' && text !== '',
    gcTime: 30_000,
  })
}
