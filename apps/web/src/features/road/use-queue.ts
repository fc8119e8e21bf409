import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../../api/client.js'
import { isApiProblem, isPassing } from '../../api/problem.js'
import { keep, readKept } from './kept.js'
import type { Refused, Waiting } from './types.js'

const againMs = 20_000

/** Why a report was refused for good; null where a later try may succeed. */
const refusedBy = (error: unknown): Refused | null => {
  if (!isApiProblem(error)) return null
  if (error.code === 'link.unknown') return 'ended'
  if (error.code === 'link.slow-down') return 'slow'
  if (error.code === 'consignment.state') return 'state'
  if (error.code === 'consignment.photo' || error.code === 'consignment.photos') return 'photo'
  return isPassing(error) ? null : 'other'
}

const send = (token: string, one: Waiting): Promise<unknown> =>
  one.what === 'word'
    ? call('link.say', { body: { token, ...one.body } })
    : call('link.photo', { body: { token, ...one.body } })

type Queue = {
  readonly waiting: readonly Waiting[]
  /** The last try brought no answer. */
  readonly isStuck: boolean
  readonly add: (more: readonly Waiting[]) => void
  readonly drop: (id: string) => void
  readonly flush: () => void
}

/**
 * Reports that wait for their answers: sent one at a time, oldest first, each under its own id until it is answered, also after
 * a reload; what is refused stays to be read.
 */
export const useQueue = (token: string, onAnswer: () => void): Queue => {
  const [waiting, setWaiting] = useState<readonly Waiting[]>(() => readKept<Waiting[]>(token, 'waiting') ?? [])
  const latest = useRef(waiting)
  const isBusy = useRef(false)
  const isAsked = useRef(false)
  const [isStuck, setStuck] = useState(false)
  const answered = useRef(onAnswer)
  answered.current = onAnswer
  const set = useCallback(
    (next: readonly Waiting[]): void => {
      latest.current = next
      setWaiting(next)
      keep(token, 'waiting', next.length === 0 ? null : next)
    },
    [token],
  )
  const flush = useCallback(async (): Promise<void> => {
    // Asked for while one is on its way: gone through once more after it.
    isAsked.current = true
    if (isBusy.current) return
    isBusy.current = true
    for (let one = first(latest.current); one !== undefined; one = first(latest.current)) {
      isAsked.current = false
      const { id } = one.body
      try {
        await send(token, one)
        set(latest.current.filter(({ body }) => body.id !== id))
        setStuck(false)
        answered.current()
      } catch (error) {
        const refused = refusedBy(error)
        if (refused === null) {
          setStuck(true)
          if (isAsked.current) continue
          break
        }
        set(latest.current.map((each) => (each.body.id === id ? { ...each, refused } : each)))
        if (refused === 'ended' || refused === 'state') answered.current()
      }
    }
    isBusy.current = false
  }, [token, set])
  useEffect(() => {
    const go = (): void => void flush()
    go()
    addEventListener('online', go)
    const timer = setInterval(go, againMs)
    return () => {
      removeEventListener('online', go)
      clearInterval(timer)
    }
  }, [flush])
  return {
    waiting,
    isStuck,
    add: (more) => {
      set([...latest.current, ...more])
      void flush()
    },
    drop: (id) => set(latest.current.filter(({ body }) => body.id !== id)),
    flush: () => void flush(),
  }
}

const first = (waiting: readonly Waiting[]): Waiting | undefined => waiting.find(({ refused }) => refused === null)
