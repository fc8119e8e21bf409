import type { ReactNode } from 'react'
import { useDayMoreWords } from '../../i18n/day-more.js'
import { useI18n } from '../../i18n/i18n.js'
import { Moment } from '../../ui/moment.js'
import { formatDay } from '../../ui/time.js'
import type { TodayPage } from '../followups/today-cache.js'
import { OwnCalls } from './own-calls.js'
import { RefusedMove } from './refused-move.js'
import { TakingBackLine } from './taking-back-line.js'

type Props = Pick<TodayPage, 'handovers'> & {
  /** To a person's page, as this app does it. */
  readonly link: (id: string, text: string, className?: string) => ReactNode
  /** To where one changes to the team one stands in for. */
  readonly toTeam: (text: string) => ReactNode
}

/**
 * Deaths that somebody was asked to take back, and what is being handed over: people who go elsewhere, and who stands in for whom; a
 * line each, opening what there is.
 */
export const HandoverLines = ({ handovers, link, toTeam }: Props) => {
  const { language } = useI18n()
  const { handover } = useDayMoreWords()
  const { moves, refused, takingBack, standIns, desks, calls } = handovers
  return (
    <>
      {desks.map(({ place, name, from, at }) => (
        <p key={place} className="note note-warn">
          {handover.desk(from, name)} <Moment at={at} />{' '}
          <a className="btn" href={`/desk?place=${place}&tab=duty`}>
            {handover.toDesk}
          </a>
        </p>
      ))}
      {calls.length > 0 && <OwnCalls calls={calls} />}
      {takingBack.map((asked) => (
        <TakingBackLine key={asked.id} asked={asked} link={link} />
      ))}
      {moves.map(({ personId, name, to }) => (
        <p key={personId} className="note">
          {link(personId, name)} {handover.move(to)}
        </p>
      ))}
      {refused.map((move) => (
        <RefusedMove key={move.id} move={move} link={link} />
      ))}
      {standIns.map(({ team, absent, substitute, from, until, mine, begun }) => {
        const days = handover.days(formatDay(from, language), formatDay(until, language))
        return (
          <p key={`${team} ${absent} ${from}`} className="note">
            {mine ? handover.mine(absent, team, days) : handover.other(absent, substitute, team, days)}
            {mine && begun && toTeam(handover.toTeam)}
          </p>
        )
      })}
    </>
  )
}
