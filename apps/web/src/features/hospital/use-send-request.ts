import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call } from '../../api/client.js'
import { ApiProblem, isApiProblem } from '../../api/problem.js'
import { navigate } from '../../app/field-router.js'
import type { Request } from '../deals/types.js'
import { useShowRequest } from './of-request.js'
import type { RequestDraft, RequestSaid } from './read-request.js'

/** The request of an id, where the server has it; null where it never arrived. */
const find = async (id: string): Promise<Request | null> => {
  try {
    return await call('request.read', { params: { id } })
  } catch (error) {
    if (isApiProblem(error) && error.code === 'not-found') return null
    throw error
  }
}

/** Refused for good: the server has nothing under its id. Without an answer, nobody knows. */
const isRefused = (error: unknown): boolean => isApiProblem(error) && error.code !== 'network' && error.status < 500

type Sending = {
  readonly draft: RequestDraft
  readonly keep: (sent: RequestDraft['sent']) => void
  readonly forget: () => void
}
type Body = { readonly hospital: string; readonly kind: string; readonly said: RequestSaid }

/**
 * Sends a new request. The same said again goes out under the same id, also after a reload: its answer may have been lost.
 * Something else goes out only after it is known that the one before never arrived: nothing is asked for twice because a network
 * failed.
 */
export const useSendRequest = ({ draft, keep, forget }: Sending) => {
  const show = useShowRequest()
  const { sent } = draft
  const done = (request: Request): void => {
    forget()
    show(request)
    navigate(request.id, 'replace')
  }
  const send = useMutation({
    mutationFn: async ({ hospital, kind, said }: Body): Promise<Request> => {
      const body = { hospital, kind, ...said }
      const text = JSON.stringify(body)
      if (sent !== null && sent.said !== text) {
        const before = await find(sent.id)
        if (before !== null) return before
      }
      const now = sent?.said === text ? sent : { id: uuidv7(), said: text }
      keep(now)
      try {
        const answer = await call('request.draft', { body: { ...body, id: now.id } })
        if ('result' in answer) return answer.result
      } catch (error) {
        if (isRefused(error)) keep(null)
        throw error
      }
      throw new ApiProblem('internal', 500, null)
    },
    onSuccess: done,
  })
  // Loaded anew behind an answer that was lost: what arrived is not offered to be sent again.
  const [first] = useState(sent)
  const whenFound = useRef(done)
  whenFound.current = done
  useEffect(() => {
    if (first === null) return
    let isGone = false
    find(first.id).then(
      (request) => {
        if (request !== null && !isGone) whenFound.current(request)
      },
      () => undefined, // no network: it is asked again when it is sent
    )
    return () => {
      isGone = true
    }
  }, [first])
  return send
}
