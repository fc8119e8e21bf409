import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { type ArgsOf, call, type Reply } from '../../api/client.js'
import { ApiProblem, isApiProblem } from '../../api/problem.js'
import { navigate } from '../../app/field-router.js'
import type { Sent } from './draft.js'
import type { Movement } from './goods.js'
import { readAnew } from './use-store.js'

type Answer = Reply<'stock.receive'>

/** The movement of an id, where the book has it; null where it never arrived. */
const find = async (store: string, movement: string): Promise<Movement | null> => {
  try {
    return await call('movement.read', { params: { id: store, movement } })
  } catch (error) {
    if (isApiProblem(error) && error.code === 'not-found') return null
    throw error
  }
}

/** What was recorded. The book refuses by problems alone. */
const resultOf = (answer: Answer): Movement => {
  if (answer.outcome === 'recorded' || answer.outcome === 'already-recorded') return answer.result
  throw new ApiProblem('internal', 500, null)
}

/** Refused for good: the book has nothing under its id. Without an answer, nobody knows. */
const isRefused = (error: unknown): boolean => isApiProblem(error) && error.code !== 'network' && error.status < 500

export type Command =
  | 'stock.receive'
  | 'stock.issue'
  | 'stock.send'
  | 'stock.hold'
  | 'stock.release'
  | 'stock.dispose'
  | 'stock.reserve'
  | 'stock.unreserve'
  | 'stock.arrive'
  | 'stock.count'

type Sending = {
  readonly store: string
  readonly route: Command
  /** What went out last and was not answered, kept over a reload. */
  readonly sent: Sent | null
  readonly keep: (sent: Sent | null) => void
  /** Forgets what was typed: it is in the book. */
  readonly forget: () => void
}

const pageOf = (store: string, movement: string): string => `${store}/book/${movement}/done`

/**
 * Sends what was typed as one command. The same said again goes out under the same id, also after a reload: its answer may have
 * been lost. Something else is another command, and goes out only after it is known that the one before never arrived: nothing
 * is written twice because a network failed.
 */
export const useSendOnce = ({ store, route, sent, keep, forget }: Sending) => {
  const client = useQueryClient()
  const done = (movement: Movement): void => {
    forget()
    client.setQueryData(['movement.read', { params: { id: store, movement: movement.id } }], movement)
    for (const key of readAnew.filter((one) => one !== 'movement.read')) {
      void client.invalidateQueries({ queryKey: [key] })
    }
    navigate(pageOf(store, movement.id), 'replace')
  }
  const send = useMutation({
    mutationFn: async (body: object): Promise<Movement> => {
      const said = JSON.stringify(body)
      if (sent !== null && sent.said !== said) {
        const before = await find(store, sent.id)
        if (before !== null) return before
      }
      const now = sent?.said === said ? sent : { id: uuidv7(), said }
      keep(now)
      try {
        const whole = { ...body, id: now.id } as unknown as ArgsOf<'stock.receive'>['body'] // built for its own route
        return resultOf(await call(route as 'stock.receive', { params: { id: store }, body: whole })) // all answer a movement
      } catch (error) {
        if (isRefused(error)) keep(null)
        throw error
      }
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
    find(store, first.id).then(
      (movement) => {
        if (movement !== null && !isGone) whenFound.current(movement)
      },
      () => undefined, // no network: it is asked again when it is sent
    )
    return () => {
      isGone = true
    }
  }, [first, store])
  return send
}
