import type { Reply } from '../../api/client.js'
import { useHouseholdWords } from '../../i18n/households.js'
import { useI18n } from '../../i18n/i18n.js'
import { useNow } from '../../ui/clock.js'

type Props = {
  readonly talk: NonNullable<Reply<'followup.just-recorded'>['latest']>
  readonly onRecord: () => void
  readonly onLeave: () => void
}

const minuteMs = 60_000

/** Asked before a second record of what may be one call is saved (K3). */
export const SameTalk = ({ talk, onRecord, onLeave }: Props) => {
  const { words } = useI18n()
  const now = useNow()
  const household = useHouseholdWords()
  const { time } = words
  const minutes = Math.floor((now - Date.parse(talk.at)) / minuteMs)
  const ago = minutes < 1 ? time.justNow : time.minutesAgo(minutes)
  const told = talk.same ? household.justRecorded(talk.by, ago) : household.justRecordedHome(talk.by, ago)
  return (
    <div className="stack note note-warn" role="alertdialog" aria-label={household.justRecordedTitle}>
      <p className="strong">{told}</p>
      <p>{household.justRecordedHint}</p>
      {/* The safe answer first, as everywhere. */}
      <button type="button" className="btn btn-big" onClick={onLeave} ref={(el) => el?.focus()}>
        {household.justRecordedSame}
      </button>
      <button type="button" className="btn btn-big" onClick={onRecord}>
        {household.justRecordedOther}
      </button>
    </div>
  )
}
