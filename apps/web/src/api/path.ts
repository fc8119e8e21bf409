export type QueryValues = Readonly<Record<string, string | number | boolean | null | undefined>>

/** Fills `:name` parameters of a contract path and adds the query; empty values are left out. */
export const buildPath = (
  path: string,
  params: Readonly<Record<string, string>> = {},
  query: QueryValues = {},
): string => {
  const filled = path.replace(/:([A-Za-z]+)/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value))
  }
  const text = search.toString()
  return `/api${filled}${text === '' ? '' : `?${text}`}`
}

/** The nation's code is empty; in an address it is written out. */
export const placeInUrl = (code: string): string => (code === '' ? 'nation' : code)
export const placeFromUrl = (text: string): string => (text === 'nation' ? '' : text)
