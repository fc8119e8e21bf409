import { FieldLink } from '../../app/field-router.js'
import { useAlarmWords } from '../../i18n/alarms.js'
import { Moment } from '../../ui/moment.js'
import { useReasons } from './reasons.js'
import { useAlarmPlace, useOpenAlarms } from './use-alarms.js'

/** Open alarms of the one about whom something is being recorded: whoever calls knows of them first (K5). */
export const FieldOpen = ({ id }: { readonly id: string }) => {
  const { told } = useAlarmWords()
  const textOf = useReasons()
  const { data } = useOpenAlarms(useAlarmPlace())
  const open = data?.rows.filter(({ personId }) => personId === id) ?? []
  return open.map((alarm) => (
    <div key={alarm.id} className="note note-alarm between">
      <span>
        <strong>{textOf(alarm)}</strong> <Moment at={alarm.measuredAt} />
      </span>
      <FieldLink to="alarms" className="btn">
        {told.open}
      </FieldLink>
    </div>
  ))
}
