import { useCallback, useEffect, useRef, useState } from 'react'
import { isApiProblem } from '../../api/problem.js'

const againMs = 20_000

/** Something that is asked for until an answer comes. `none`: it was refused, and asking again would change nothing. */
type Asked<T> = {
  readonly state: 'loading' | 'unread' | 'none' | 'read'
  readonly data: T | null
  readonly again: () => void
}

/** Asks once, and again while there is no network. `ask` is kept by its caller. */
export const useAsk = <T>(ask: () => Promise<T>): Asked<T> => {
  const [state, setState] = useState<Asked<T>['state']>('loading')
  const [data, setData] = useState<T | null>(null)
  const asked = useRef(0)
  const again = useCallback(async (): Promise<void> => {
    asked.current += 1
    const mine = asked.current
    try {
      const answer = await ask()
      if (mine !== asked.current) return
      setData(answer)
      setState('read')
    } catch (error) {
      if (mine !== asked.current) return
      const isRefused = isApiProblem(error) && error.code !== 'network' && error.status < 500 && error.status !== 429
      setState(isRefused ? 'none' : 'unread')
    }
  }, [ask])
  useEffect(() => {
    setState('loading')
    void again()
  }, [again])
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
  return { state, data, again: () => void again() }
}
