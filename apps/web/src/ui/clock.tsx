import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { serverNow, whenClockMoves } from '../api/client.js'

const Context = createContext(0)

/** One ticking minute for all relative times of a page. */
export const ClockProvider = ({ children }: { readonly children: ReactNode }) => {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const tick = (): void => setNow(serverNow())
    const timer = setInterval(tick, 30_000)
    // A device whose clock is wrong says no wrong age even until the next tick.
    whenClockMoves(tick)
    return () => clearInterval(timer)
  }, [])
  return <Context.Provider value={now}>{children}</Context.Provider>
}

/** The moment, each second anew: for what is counted down before somebody's eyes. */
export const useSecond = (): number => {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}

export const useNow = (): number => useContext(Context)
