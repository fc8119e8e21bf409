import type { RouteId, RouteOf } from '@lianfang/contract'
import { keepPreviousData, QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { type ArgsOf, call, type Reply } from './client.js'
import { isPassing } from './problem.js'

/** Routes that only read. */
export type ReadId = { [K in RouteId]: RouteOf<K>['method'] extends 'GET' ? K : never }[RouteId]
type PagedId = { [K in ReadId]: Reply<K> extends { readonly next: string | null } ? K : never }[ReadId]

export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (count, error) => isPassing(error) && count < 2,
        refetchOnWindowFocus: true,
      },
      // Tried without a network too: what cannot be saved says so at once, where a paused one waits in silence.
      mutations: { networkMode: 'always' },
    },
  })

export const keyOf = <K extends RouteId>(id: K, args: ArgsOf<K>): readonly [K, ArgsOf<K>] => [id, args]

type ReadOptions = {
  readonly enabled?: boolean
  readonly staleTime?: number
  readonly keep?: 'previous'
  readonly refetchInterval?: number | false
  readonly retryOnMount?: boolean
}

/** One answer of a reading route, kept under its id and arguments. */
export const useApi = <K extends ReadId>(id: K, args: ArgsOf<K>, options: ReadOptions = {}) => {
  const { keep, ...rest } = options
  return useQuery({
    queryKey: keyOf(id, args),
    queryFn: ({ signal }) => call(id, args, signal),
    ...(keep === 'previous' ? { placeholderData: keepPreviousData } : {}),
    ...rest,
  })
}

/** All pages of a list read so far. */
export const usePages = <K extends PagedId>(id: K, args: ArgsOf<K>, options: { readonly enabled?: boolean } = {}) =>
  useInfiniteQuery({
    queryKey: keyOf(id, args),
    queryFn: ({ pageParam, signal }) => {
      const query = 'query' in args ? args.query : {}
      // The cursor belongs to the query of every paged route.
      const paged = { ...args, query: { ...(query as object), ...(pageParam === null ? {} : { cursor: pageParam }) } }
      return call(id, paged as ArgsOf<K>, signal)
    },
    initialPageParam: null as string | null, // widened: the first page has no cursor
    getNextPageParam: (last) => (last as { readonly next: string | null }).next, // what PagedId selects by
    ...options,
  })
