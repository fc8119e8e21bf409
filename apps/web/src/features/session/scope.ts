import type { SessionInfo } from '@lianfang/contract'

/** The county that a role works in, when it works in one: people are kept by county. */
export const countyOf = (session: SessionInfo): string | undefined => {
  const code = session.acting.place.code
  return code.length >= 6 ? code.slice(0, 6) : undefined
}

/** Where lists of people begin: a team reaches over its township, all others see their own place. */
export const peoplePlace = (session: SessionInfo): string => {
  const { place, team } = session.acting
  return team === null ? place.code : place.code.slice(0, 9)
}
