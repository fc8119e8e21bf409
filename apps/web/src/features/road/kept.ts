// The tab's own store, whose address holds the link's secret anyway: gone with the tab, never on another driver's screen.
const keyOf = (token: string, what: string): string => `lianfang.road.${token}.${what}`

/** What was kept of a link's page; null for nothing, and in a browser without a store. */
export const readKept = <T>(token: string, what: string): T | null => {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(token, what)) ?? 'null') as T | null // written below, under this key only
  } catch {
    return null
  }
}

/** Keeps something over a reload; null forgets it. Without room it lasts as long as the page. */
export const keep = (token: string, what: string, value: unknown): void => {
  try {
    if (value === null) sessionStorage.removeItem(keyOf(token, what))
    else sessionStorage.setItem(keyOf(token, what), JSON.stringify(value))
  } catch {
    // as above
  }
}
