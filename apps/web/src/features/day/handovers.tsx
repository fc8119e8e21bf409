import { FieldLink } from '../../app/field-router.js'
import { useDayMoreWords } from '../../i18n/day-more.js'
import { useI18n } from '../../i18n/i18n.js'
import { formatDay } from '../../ui/time.js'
import type { TodayPage } from '../followups/today-cache.js'
import { RefusedMove } from './refused-move.js'

/** What is being handed over: people who go elsewhere, and who stands in for whom; a line each, opening what there is. */
export const HandoverLines = ({ handovers }: Pick<TodayPage, 'handovers'>) => {
  const { language } = useI18n()
  const { handover } = useDayMoreWords()
  const { moves, refused, standIns } = handovers
  return (
    <>
      {moves.map(({ personId, name, to }) => (
        <p key={personId} className="note">
          <FieldLink to={`people/${personId}`}>{name}</FieldLink> {handover.move(to)}
        </p>
      ))}
      {refused.map((move) => (
        <RefusedMove key={move.id} move={move} />
      ))}
      {standIns.map(({ team, absent, substitute, from, until, mine, begun }) => {
        const days = handover.days(formatDay(from, language), formatDay(until, language))
        return (
          <p key={`${team} ${absent} ${from}`} className="note">
            {mine ? handover.mine(absent, team, days) : handover.other(absent, substitute, team, days)}
            {mine && begun && (
              <FieldLink to="me" className="btn btn-quiet">
                {handover.toTeam}
              </FieldLink>
            )}
          </p>
        )
      })}
    </>
  )
}
