import { useQueryClient } from '@tanstack/react-query'
import type { Reply } from '../../api/client.js'
import { useApi } from '../../api/use-api.js'
import { useHouseholdWords } from '../../i18n/households.js'
import { Skeleton, useProblemText } from '../../ui/states.js'
import { TierMark } from '../../ui/tier-mark.js'
import type { RecordedPerson } from '../followups/outbox-state.js'
import { rowsOfHousehold } from '../followups/today-cache.js'
import { LifeTag } from '../life/life-tag.js'
import { DueWhen } from '../people/due-words.js'
import './households.css'

export { SameTalk } from './same-talk.js'

type Row = Omit<Reply<'household.read'>['members'][number], 'phones'>

type Props = {
  readonly person: RecordedPerson
  readonly household: string
  readonly ticked: readonly string[]
  readonly onChange: (together: readonly RecordedPerson[]) => void
}

/** Who else lives there, owed or not; without a network, whoever is on a day's list that was read before. */
const useOthers = (id: string, household: string) => {
  const client = useQueryClient()
  const query = useApi('household.read', { params: { id } })
  const unread = query.data === undefined && (query.error !== null || query.isPaused)
  const rows: readonly Row[] = query.data?.members ?? (unread ? rowsOfHousehold(client, household) : [])
  return {
    others: rows.filter((row) => row.id !== id),
    unread,
    error: query.error,
    pending: query.isPending && !unread,
  }
}

/**
 * The others of a household whom one call found well too, behind a line: what most come for stays in sight. Nobody is ticked beforehand: only
 * whoever was asked about counts.
 */
export const SameCall = ({ person, household, ticked, onChange }: Props) => {
  const words = useHouseholdWords()
  const textOf = useProblemText()
  const { others, unread, error, pending } = useOthers(person.id, household)
  if (pending) return <Skeleton rows={1} />
  if (others.length === 0) {
    if (!unread) return null
    return <p className="muted small">{error === null ? words.togetherNone : textOf(error)}</p>
  }
  const tick = (id: string, on: boolean): void =>
    onChange(others.filter((one) => (one.id === id ? on : ticked.includes(one.id))))
  return (
    <details className="why same-call-fold">
      <summary>{words.togetherFold(others.length)}</summary>
      <fieldset className="field same-call">
        <legend>{words.together}</legend>
        {others.map((one) => (
          <label key={one.id} className="same-call-one">
            <input
              type="checkbox"
              checked={ticked.includes(one.id)}
              onChange={(event) => tick(one.id, event.target.checked)}
            />
            <span className="line">
              <strong>{one.name}</strong>
              <TierMark tier={one.tier} />
              <LifeTag life={one.life} />
              <span className="small">
                <DueWhen due={one.due} />
              </span>
            </span>
          </label>
        ))}
        <span className="hint">{unread ? words.togetherUnread : words.togetherHint}</span>
      </fieldset>
    </details>
  )
}
