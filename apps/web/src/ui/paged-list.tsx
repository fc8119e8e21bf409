import type { ReactNode } from 'react'
import { useI18n } from '../i18n/i18n.js'
import { Loaded } from './states.js'

/** A list that comes page after page, as `usePages` answers it. */
export type Paged<T> = {
  readonly data: { readonly pages: readonly { readonly rows: readonly T[] }[] } | undefined
  readonly error: unknown
  readonly isPending: boolean
  readonly refetch: () => unknown
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly fetchNextPage: () => unknown
}

/** All rows read so far. */
export const rowsOf = <T,>({ data }: Pick<Paged<T>, 'data'>): readonly T[] =>
  data?.pages.flatMap((page) => page.rows) ?? []

export type PagedProps<T> = {
  readonly query: Paged<T>
  /** Grey lines while the first page is on its way. */
  readonly skeleton?: number
  readonly empty: ReactNode
  /** How far the list is read, beside the button. */
  readonly shown?: (n: number) => string
  /** For fingers: the button as wide as the list. */
  readonly big?: true
  readonly children: (rows: readonly T[]) => ReactNode
}

/** Loading, error, empty, or the rows with the button for more. */
export const PagedList = <T,>({ query, skeleton, empty, shown, big, children }: PagedProps<T>) => {
  const { common } = useI18n().words
  const rows = rowsOf(query)
  const more = (
    <button
      type="button"
      className={big ? 'btn btn-big' : 'btn'}
      disabled={query.isFetchingNextPage}
      onClick={() => query.fetchNextPage()}
    >
      {common.more}
    </button>
  )
  return (
    <Loaded query={query} {...(skeleton === undefined ? {} : { rows: skeleton })}>
      {() => (
        <>
          {rows.length === 0 ? empty : children(rows)}
          {query.hasNextPage && (
            <p className={big ? 'stack' : 'line'}>
              {more}
              {shown !== undefined && <span className="muted num">{shown(rows.length)}</span>}
            </p>
          )}
        </>
      )}
    </Loaded>
  )
}
