import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { isApiProblem } from '../../api/problem.js'
import { keyOf } from '../../api/use-api.js'
import { FieldHeading } from '../../app/field-parts.js'
import { FieldLink } from '../../app/field-router.js'
import { useHospital } from '../../i18n/hospital.js'
import { EmptyState, ProblemNote, Skeleton } from '../../ui/states.js'
import { ofDeals, type Request } from '../deals/types.js'
import { useRequest } from './use-hospital-data.js'

/** Nobody learns that another's request exists: not named and not there are answered alike. */
const isNoLonger = (error: unknown): boolean =>
  isApiProblem(error) && ['forbidden', 'place.outside', 'not-found'].includes(error.code)

export const RequestProblem = ({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) => {
  const words = useHospital()
  return (
    <>
      <FieldHeading title={words.title} back />
      {isNoLonger(error) ? (
        <EmptyState title={words.noLonger}>
          <FieldLink to="" className="btn">
            {words.toMine}
          </FieldLink>
        </EmptyState>
      ) : (
        <ProblemNote error={error} onRetry={onRetry} />
      )}
    </>
  )
}

/** A page of a request, once it is read. */
export const OfRequest = ({
  id,
  children,
}: {
  readonly id: string
  readonly children: (request: Request) => ReactNode
}) => {
  const query = useRequest(id)
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.error) return <RequestProblem error={query.error} onRetry={() => void query.refetch()} />
  return <Skeleton />
}

/** Shows a request as a command answered it, and asks the lists anew. */
export const useShowRequest = (): ((request: Request) => void) => {
  const client = useQueryClient()
  return (request) => {
    client.setQueryData(keyOf('request.read', { params: { id: request.id } }), request)
    for (const key of ofDeals.filter((one) => one !== 'request.read'))
      void client.invalidateQueries({ queryKey: [key] })
  }
}
