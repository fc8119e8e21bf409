import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../../api/client.js'
import { placeInUrl } from '../../api/path.js'
import { useSearchText } from './search-memory.js'

/** People found by what was typed, a little after the last key. Posted; kept for as long as the page lives. */
export const useSearch = (place: string) => {
  const text = useSearchText().trim()
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 250)
    return () => clearTimeout(timer)
  }, [text])
  const query = useQuery({
    queryKey: ['person.search', place, settled],
    queryFn: ({ signal }) => call('person.search', { body: { place: placeInUrl(place), text: settled } }, signal),
    enabled: settled !== '' && text !== '',
    gcTime: 30_000,
  })
  return { text, query }
}
