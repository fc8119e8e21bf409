import { useAlarmWords } from '../../i18n/alarms.js'
import { useI18n } from '../../i18n/i18n.js'
import { formatInstant } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import type { Alarm } from './use-alarms.js'

type Behind = NonNullable<Alarm['call']>

const Caller = ({ caller }: { readonly caller: NonNullable<Behind['caller']> }) => {
  const { call } = useAlarmWords()
  return (
    <p className="line">
      <span>{caller.name === '' ? call.unnamed : call.caller(caller.name)}</span>
      {caller.number === '' ? (
        <span className="muted">{call.noNumber}</span>
      ) : (
        <a className="num" href={`tel:${caller.number}`} aria-label={call.dial(caller.number)}>
          {caller.number}
        </a>
      )}
    </p>
  )
}

/** The call that raised an alarm: who called from which number, for whom may read it, and how the desk closed it (K4). */
export const AlarmCall = ({ alarm }: { readonly alarm: Alarm }) => {
  const { call } = useAlarmWords()
  const { language } = useI18n()
  const zone = useZone()
  const behind = alarm.call
  // What a phone kept of an older version says nothing of calls.
  if (behind == null) return null
  const { caller, closed } = behind
  return (
    <div className="stack-tight">
      <p className="num">{call.came(formatInstant(behind.at, zone, language), behind.by)}</p>
      {caller !== null && <Caller caller={caller} />}
      {closed !== null && (
        <p className={alarm.closed === null ? 'note note-warn' : 'num'}>
          {call.closed(call.results[closed.result], closed.by, formatInstant(closed.at, zone, language))}
          {alarm.closed === null && ` ${closed.result === 'sentToHospital' ? call.sentAndOpen : call.stillOpen}`}
        </p>
      )}
    </div>
  )
}
