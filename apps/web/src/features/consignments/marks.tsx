import { useConsignments } from '../../i18n/consignments.js'
import { useI18n } from '../../i18n/i18n.js'
import type { ConsignmentRow } from './types.js'

/** State of a consignment and all that a desk must look at: lateness, disagreement, a choice that waits, differences. */
export const Marks = ({ row }: { readonly row: ConsignmentRow }) => {
  const words = useConsignments()
  const { number } = useI18n()
  return (
    <span className="line">
      <span className="tag">{words.states[row.state]}</span>
      {row.urgency === 'critical' && <span className="tag tag-alarm">{words.urgencies.critical}</span>}
      {row.alarm !== null && <span className="tag tag-alarm">{words.whys[row.alarm.why]}</span>}
      {row.undecided && <span className="tag tag-alarm">{words.undecided}</span>}
      {row.disputed && <span className="tag">{words.disputed}</span>}
      {row.turnedBack && <span className="tag">{words.turnedBack}</span>}
      {row.differences > 0 && <span className="tag">{words.differencesOf(number(row.differences))}</span>}
    </span>
  )
}
