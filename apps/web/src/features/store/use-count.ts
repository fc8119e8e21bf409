import { useEffect } from 'react'
import { useApi, usePages } from '../../api/use-api.js'
import { rowsOf } from '../../ui/paged-list.js'
import { useKeptDraft } from '../session/kept-draft.js'
import { blankCount, type CountDraft, countFields, movedSince } from './read-count.js'

export const useCount = (store: string) => useKeptDraft<CountDraft>(`store.${store}.count`, blankCount)

/** All that is counted, with the book as it stood at the moment of counting; not ready until the last page is here. */
export const useCounted = (store: string, draft: CountDraft) => {
  const items = usePages('stock.list', { params: { id: store }, query: { limit: 200 } })
  const book = useApi('movement.list', { params: { id: store }, query: { limit: 200 } })
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = items
  useEffect(() => {
    // What is not here cannot be counted, and must not be taken for nothing.
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const rows = rowsOf(items).filter(({ kind }) => draft.scope === 'all' || draft.kinds.includes(kind))
  const movements = book.data?.rows ?? []
  const isReady = items.data !== undefined && !hasNextPage && book.data !== undefined
  return {
    isReady,
    error: items.error ?? book.error,
    refetch: () => {
      void items.refetch()
      void book.refetch()
    },
    fields: isReady ? countFields(rows, movements, draft.countedAt) : [],
    moved: isReady ? movedSince(movements, draft).length : 0,
  }
}
