import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useApi } from '../../api/use-api.js'

/** A person's form as it opens: read once, and anew the next time. Read again meanwhile it would undo what is written. */
export const useOpened = (id: string) => {
  const client = useQueryClient()
  useEffect(() => () => client.removeQueries({ queryKey: ['person.fields'] }), [client])
  return useApi('person.fields', { params: { id } }, { staleTime: Number.POSITIVE_INFINITY })
}
