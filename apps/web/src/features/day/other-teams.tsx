import { useMutation } from '@tanstack/react-query'
import { call } from '../../api/client.js'
import { useDayMoreWords } from '../../i18n/day-more.js'
import { useI18n } from '../../i18n/i18n.js'
import { ProblemNote } from '../../ui/states.js'
import type { TodayPage } from '../followups/today-cache.js'
import { useAdoptSession, useSession } from '../session/session.js'

/** Who works for two teams sees one at a time: what the other has today, and the way there. */
export const OtherTeams = ({ page }: { readonly page: TodayPage }) => {
  const { number } = useI18n()
  const words = useDayMoreWords()
  const { acting } = useSession()
  const adopt = useAdoptSession()
  const act = useMutation({
    mutationFn: (teamId: string) => call('session.act', { body: { grantId: acting.id, teamId } }),
    onSuccess: adopt,
  })
  if (page.otherTeams.length === 0) return null
  return (
    <div className="stack">
      {act.error && <ProblemNote error={act.error} saving />}
      {page.otherTeams.map(({ id, name, due }) => (
        <p key={id} className="note between">
          <span className="num">{words.otherTeam(name, number(due))}</span>
          <button type="button" className="btn" disabled={act.isPending} onClick={() => act.mutate(id)}>
            {words.toTeam}
            <span className="sr">{name}</span>
          </button>
        </p>
      ))}
    </div>
  )
}
