import { useAlarmWords } from '../../i18n/alarms.js'
import { useI18n } from '../../i18n/i18n.js'
import { useNow, useSecond } from '../../ui/clock.js'
import { Moment } from '../../ui/moment.js'
import { formatInstant, spanOf } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import { countdown } from '../emergency/countdown.js'
import type { Alarm } from './use-alarms.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** For how long an alarm is open. */
export const OpenFor = ({ alarm }: { readonly alarm: Alarm }) => {
  const { page } = useAlarmWords()
  const { words, language } = useI18n()
  const zone = useZone()
  const ms = Math.max(0, useNow() - Date.parse(alarm.raisedAt))
  const span = ms < HOUR ? page.minutes(Math.floor(ms / MINUTE)) : spanOf(ms, words.time)
  const text = ms < MINUTE ? words.time.justNow : page.since(span)
  return (
    <time dateTime={alarm.raisedAt} title={formatInstant(alarm.raisedAt, zone, language)} className="num">
      {text}
    </time>
  )
}

const Clock = ({ until }: { readonly until: string }) => {
  const { page } = useAlarmWords()
  const left = Date.parse(until) - useSecond()
  return (
    <span role="timer" className="num alarm-clock">
      {left <= 0 ? page.climbsSoon : countdown(left)}
    </span>
  )
}

/** Who has to answer, and when it climbs to whom; who has it in hand. */
export const Climb = ({ alarm }: { readonly alarm: Alarm }) => {
  const { page } = useAlarmWords()
  const { words, language } = useI18n()
  const zone = useZone()
  const { acknowledged, level, nextClimbAt, closed } = alarm
  if (closed !== null) {
    const at = formatInstant(closed.at, zone, language)
    return <p className="num">{page.closedAs(page.how[closed.how], closed.by ?? page.system, at)}</p>
  }
  const who = level === 0 ? (alarm.teamName ?? page.levels[0]) : page.levels[level]
  return (
    <div className="stack">
      {acknowledged === null ? (
        <p>
          {words.labelled(page.answers, who ?? '')}
          <br />
          {nextClimbAt === null ? (
            <span className="alarm-text">{page.top}</span>
          ) : (
            <>
              {page.climbs(page.levels[level + 1] ?? '')} <Clock until={nextClimbAt} />
            </>
          )}
        </p>
      ) : (
        <p className="num">{page.acknowledged(acknowledged.by, formatInstant(acknowledged.at, zone, language))}</p>
      )}
      {alarm.offerAgainAt !== null && (
        <p>
          {page.offer} <Moment at={alarm.offerAgainAt} exact />
        </p>
      )}
    </div>
  )
}
