import { useMutation } from '@tanstack/react-query'
import { call } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { usePlaceName } from '../../i18n/place-name.js'
import { ProblemNote } from '../../ui/states.js'
import { useAdoptSession, useSession } from './session.js'

type Choice = { readonly grantId: string; readonly teamId: string | null }

/** The hats of one account: a role at a place and, for field staff, a team. */
export const ActingSwitch = ({ onSwitched }: { readonly onSwitched?: () => void }) => {
  const { words, shared } = useI18n()
  const placeName = usePlaceName()
  const session = useSession()
  const adopt = useAdoptSession()
  const act = useMutation({
    mutationFn: (choice: Choice) => call('session.act', { body: choice }),
    onSuccess: (next) => {
      adopt(next)
      onSwitched?.()
    },
  })
  const { acting } = session
  const field = (role: string): boolean => role === 'villageWorker' || role === 'medic'
  const choices = session.grants.flatMap((grant) => {
    const teams = field(grant.role) && session.teams.length > 0 ? session.teams : [null]
    return teams.map((team) => ({ grant, team }))
  })
  return (
    <div className="stack">
      {act.error && <ProblemNote error={act.error} saving />}
      <ul className="grant-list">
        {choices.map(({ grant, team }) => {
          const on = grant.id === acting.id && (team?.id ?? null) === (acting.team?.id ?? null)
          return (
            <li key={`${grant.id}${team?.id ?? ''}`}>
              <button
                type="button"
                className="grant"
                aria-pressed={on}
                disabled={act.isPending || on}
                onClick={() => act.mutate({ grantId: grant.id, teamId: team?.id ?? null })}
              >
                <span>
                  <span className="strong">{shared.roles[grant.role]}</span>
                  <span className="muted"> · {placeName(grant.place)}</span>
                </span>
                <span className="muted small">{team?.name ?? (field(grant.role) ? words.session.noTeam : '')}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
