import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { call } from '../../api/client.js'
import { useDayMoreWords } from '../../i18n/day-more.js'
import { ProblemNote } from '../../ui/states.js'
import type { TodayPage } from '../followups/today-cache.js'

type Refused = TodayPage['handovers']['refused'][number]

type Props = { readonly move: Refused; readonly link: (id: string, text: string) => ReactNode }

/** A move that the other side refused: the person stays, and somebody of the team says that they have read why (K20). */
export const RefusedMove = ({ move, link }: Props) => {
  const { handover } = useDayMoreWords()
  const client = useQueryClient()
  const read = useMutation({
    mutationFn: () => call('move.read-refusal', { params: { id: move.id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['followup.today'] }),
  })
  return (
    <div className="note note-warn stack" role="status">
      <p>
        {link(move.personId, move.name)} {handover.refused(move.to)}
        {move.reason !== null && ` ${handover.refusedWhy(move.reason)}`}
      </p>
      {read.error && <ProblemNote error={read.error} saving />}
      <p>
        <button type="button" className="btn" disabled={read.isPending} onClick={() => read.mutate()}>
          {handover.refusedRead}
        </button>
      </p>
    </div>
  )
}
