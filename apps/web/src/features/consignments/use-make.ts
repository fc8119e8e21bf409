import { useMutation, useQueryClient } from '@tanstack/react-query'
import { v7 as uuidv7 } from 'uuid'
import { type ArgsOf, call } from '../../api/client.js'
import { ApiProblem, isApiProblem, isPassing } from '../../api/problem.js'
import { ofDeals } from '../deals/types.js'
import type { MakeDraft } from './make-draft.js'
import type { Consignment } from './types.js'

type Body = Omit<ArgsOf<'consignment.make'>['body'], 'id'>

/** The consignment of an id, where the server has it; null where it never arrived. */
const find = async (id: string): Promise<Consignment | null> => {
  try {
    return await call('consignment.read', { params: { id } })
  } catch (error) {
    if (isApiProblem(error) && error.code === 'not-found') return null
    throw error
  }
}

type Making = {
  readonly sent: MakeDraft['sent']
  readonly keep: (sent: MakeDraft['sent']) => void
  readonly onDone: (consignment: Consignment) => void
}

/** Makes a consignment once: the same said again goes out under the same id, something else only after it is known that the one before never arrived. */
export const useMake = ({ sent, keep, onDone }: Making) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (body: Body): Promise<Consignment> => {
      const said = JSON.stringify(body)
      if (sent !== null && sent.said !== said) {
        const before = await find(sent.id)
        if (before !== null) return before
      }
      const now = sent?.said === said ? sent : { id: uuidv7(), said }
      keep(now)
      try {
        const answer = await call('consignment.make', { body: { ...body, id: now.id } })
        if ('result' in answer) return answer.result
      } catch (error) {
        if (isApiProblem(error) && !isPassing(error)) keep(null)
        throw error
      }
      throw new ApiProblem('internal', 500, null)
    },
    onSuccess: (consignment) => {
      for (const key of ofDeals) void client.invalidateQueries({ queryKey: [key] })
      onDone(consignment)
    },
  })
}
