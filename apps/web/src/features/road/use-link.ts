import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../../api/client.js'
import { isApiProblem } from '../../api/problem.js'
import type { LinkInfo } from './types.js'

const againMs = 20_000

/** What a link shows. `unread`: no answer came yet; it is asked again until one does. What was read once stays on the page. */
type Read = {
  readonly state: 'loading' | 'unread' | 'ended' | 'read'
  readonly info: LinkInfo | null
  readonly again: () => void
}

/** Reads a link, and reads it again when something was reported over it. */
export const useLink = (token: string): Read => {
  const [state, setState] = useState<Read['state']>('loading')
  const [info, setInfo] = useState<LinkInfo | null>(null)
  const asked = useRef(0)
  const again = useCallback(async (): Promise<void> => {
    asked.current += 1
    const mine = asked.current
    try {
      const answer = await call('link.read', { body: { token } })
      if (mine !== asked.current) return
      setInfo(answer)
      setState('read')
    } catch (error) {
      if (mine !== asked.current) return
      const isEnded = isApiProblem(error) && (error.code === 'link.unknown' || error.status === 422)
      setState((before) => (isEnded ? 'ended' : before === 'read' ? 'read' : 'unread'))
    }
  }, [token])
  useEffect(() => void again(), [again])
  useEffect(() => {
    if (state !== 'unread') return
    const go = (): void => void again()
    addEventListener('online', go)
    const timer = setInterval(go, againMs)
    return () => {
      removeEventListener('online', go)
      clearInterval(timer)
    }
  }, [state, again])
  return { state, info, again: () => void again() }
}
