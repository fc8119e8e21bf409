import { createContext, useContext } from 'react'

/** The zone of the place, from the session; before sign-in China's, where the system lives. */
export const ZoneContext = createContext('Asia/Shanghai')
export const useZone = (): string => useContext(ZoneContext)
