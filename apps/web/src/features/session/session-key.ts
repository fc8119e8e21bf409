import type { QueryClient } from '@tanstack/react-query'
import { call } from '../../api/client.js'
import { keyOf } from '../../api/use-api.js'

export const sessionKey = keyOf('session.read', {})

/** Asks who is signed in before anything is drawn; the answer, or the refusal, is there when the gate looks. */
export const readSessionAhead = (client: QueryClient): void => {
  void client.prefetchQuery({ queryKey: sessionKey, queryFn: ({ signal }) => call('session.read', {}, signal) })
}
