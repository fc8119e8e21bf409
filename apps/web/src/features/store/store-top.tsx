import type { ReactNode } from 'react'
import { isApiProblem } from '../../api/problem.js'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useStoreWords } from '../../i18n/store.js'
import { EmptyState, ProblemNote, Skeleton } from '../../ui/states.js'
import type { StoreNow } from './goods.js'
import { useNameOf, useStore } from './use-store.js'

const parts = ['stock', 'way', 'devices', 'book'] as const
type Part = (typeof parts)[number]

/** The pages of a store. */
export const StoreParts = ({ id, name, at }: { readonly id: string; readonly name: string; readonly at: Part }) => {
  const words = useStoreWords()
  return (
    <nav className="r-parts" aria-label={words.partsOf(name)}>
      {parts.map((part) => (
        <FieldLink key={part} to={part === 'stock' ? id : `${id}/${part}`} current={part === at}>
          {words.parts[part]}
        </FieldLink>
      ))}
    </nav>
  )
}

/** Nobody learns that another's store exists: not named and not there are answered alike. */
const isNoLonger = (error: unknown): boolean =>
  isApiProblem(error) && ['forbidden', 'place.outside', 'not-found'].includes(error.code)

export const NoLonger = () => {
  const words = useStoreWords()
  return (
    <EmptyState title={words.noLonger}>
      <FieldLink to="" className="btn">
        {words.toMine}
      </FieldLink>
    </EmptyState>
  )
}

/** What stands in the place of a page that could not be read. */
export const StoreProblem = ({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) => {
  const words = useStoreWords()
  return (
    <>
      <FieldHeading title={words.title} back />
      {isNoLonger(error) ? <NoLonger /> : <ProblemNote error={error} onRetry={onRetry} />}
    </>
  )
}

type Props = {
  readonly id: string
  readonly children: (store: StoreNow, name: string) => ReactNode
}

/** A page of a store, once the store is read. */
export const OfStore = ({ id, children }: Props) => {
  const query = useStore(id)
  const nameOf = useNameOf()
  if (query.data !== undefined) return <>{children(query.data, nameOf(query.data))}</>
  if (query.error) return <StoreProblem error={query.error} onRetry={() => void query.refetch()} />
  return <Skeleton />
}
