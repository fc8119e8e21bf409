import { useDesk } from '../i18n/desk.js'
import { useI18n } from '../i18n/i18n.js'
import { type PagedProps, PagedList as Plain } from './paged-list.js'

type InAll = { readonly n: number; readonly more: boolean }

/** How long a list is in all under its filters: the number that was pressed. */
export const InAllLine = ({ inAll }: { readonly inAll: InAll | null | undefined }) => {
  const { number } = useI18n()
  const { table } = useDesk()
  if (inAll === null || inAll === undefined) return null
  return <p className="muted num in-all">{table.inAll(number(inAll.n), inAll.more ? 'more' : 'exact')}</p>
}

type First = { readonly rows: readonly unknown[]; readonly inAll?: InAll | null }

/** A list of the desk: says with its first page how long it is in all, where its route does. A phone's lists are plain. */
export const PagedList = <T,>({ children, ...list }: PagedProps<T>) => {
  const first: First | undefined = list.query.data?.pages[0]
  return (
    <Plain {...list}>
      {(rows) => (
        <>
          <InAllLine inAll={first?.inAll} />
          {children(rows)}
        </>
      )}
    </Plain>
  )
}
