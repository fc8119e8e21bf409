import type { ReactNode } from 'react'
import { useI18n } from '../i18n/i18n.js'
import { Loaded } from './states.js'

/** How long a list is in all; `more`: at least so long. */
type InAll = { readonly n: number; readonly more: boolean }

/** A list that comes page after page, as `usePages` answers it. */
type Paged<T> = {
  readonly data:
    | { readonly pages: readonly { readonly rows: readonly T[]; readonly inAll?: InAll | null }[] }
    | undefined
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

type InAllProps = { readonly inAll: InAll | null | undefined }

/** How long a list is in all under its filters: the number that was pressed. */
export const InAllLine = ({ inAll }: InAllProps) => {
  const { number, words } = useI18n()
  if (inAll === null || inAll === undefined) return null
  return <p className="muted num in-all">{words.common.inAll(number(inAll.n), inAll.more ? 'more' : 'exact')}</p>
}

type Props<T> = {
  readonly query: Paged<T>
  /** Grey lines while the first page is on its way. */
  readonly skeleton?: number
  readonly empty: ReactNode
  /** How far the list is read, beside the button. */
  readonly shown?: (n: number) => string
  /** What is one by its nature says no number. */
  readonly alone?: true
  /** For fingers: the button as wide as the list. */
  readonly big?: true
  readonly children: (rows: readonly T[]) => ReactNode
}

/** Loading, error, empty, or the rows with the button for more. */
export const PagedList = <T,>({ query, skeleton, empty, shown, alone, big, children }: Props<T>) => {
  const { common } = useI18n().words
  const rows = rowsOf(query)
  const inAll = alone ? null : (query.data?.pages[0]?.inAll ?? null)
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
          {rows.length > 0 && <InAllLine inAll={inAll} />}
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
