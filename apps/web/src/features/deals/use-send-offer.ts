import { useMutation, useQueryClient } from '@tanstack/react-query'
import { v7 as uuidv7 } from 'uuid'
import { call } from '../../api/client.js'
import { ApiProblem, isApiProblem } from '../../api/problem.js'
import type { OfferBody, OfferDraft } from './offer-draft.js'
import { type Offer, ofDeals } from './types.js'

/** The offer of an id, where the server has it; null where it never arrived. */
const find = async (id: string): Promise<Offer | null> => {
  try {
    return await call('offer.read', { params: { id } })
  } catch (error) {
    if (isApiProblem(error) && error.code === 'not-found') return null
    throw error
  }
}

const isRefused = (error: unknown): boolean => isApiProblem(error) && error.code !== 'network' && error.status < 500

type Sending = {
  readonly sent: OfferDraft['sent']
  readonly keep: (sent: OfferDraft['sent']) => void
  readonly onDone: (offer: Offer) => void
}

/**
 * Sends a new offer. The same said again goes out under the same id, also after a reload; something else goes out only after it
 * is known that the one before never arrived: nothing is offered twice because a network failed.
 */
export const useSendOffer = ({ sent, keep, onDone }: Sending) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (body: OfferBody): Promise<Offer> => {
      const said = JSON.stringify(body)
      if (sent !== null && sent.said !== said) {
        const before = await find(sent.id)
        if (before !== null) return before
      }
      const now = sent?.said === said ? sent : { id: uuidv7(), said }
      keep(now)
      try {
        const answer = await call('offer.make', { body: { ...body, id: now.id } })
        if ('result' in answer) return answer.result
      } catch (error) {
        if (isRefused(error)) keep(null)
        throw error
      }
      throw new ApiProblem('internal', 500, null)
    },
    onSuccess: (offer) => {
      for (const key of ofDeals) void client.invalidateQueries({ queryKey: [key] })
      onDone(offer)
    },
  })
}
