import { lazy, Suspense } from 'react'
import { useSession } from '../session/session.js'

// Fetched by the one desk that plays, in a demonstration alone.
const OperationBar = lazy(async () => ({ default: (await import('./operation-bar.js')).OperationBar }))

/** The bar of the operation, for the desk of the nation. */
export const OperationDoor = () => {
  const { acting } = useSession()
  if (acting.place.code !== '') return null
  return (
    <Suspense fallback={null}>
      <OperationBar />
    </Suspense>
  )
}
