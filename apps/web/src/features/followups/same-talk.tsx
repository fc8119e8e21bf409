import { useApi } from '../../api/use-api.js'
import { useI18n } from '../../i18n/i18n.js'
import { useNow } from '../../ui/clock.js'
import { justRecorded } from './just-recorded.js'

/** A talk that somebody else, or another tab, has just recorded; null also where there is no network to know it. */
export const useOthersTalk = (id: string) => {
  const latest = useApi('followup.just-recorded', { params: { id } }).data?.latest ?? null
  return latest === null || justRecorded(latest.id) !== null ? null : latest
}

type Props = {
  readonly talk: NonNullable<ReturnType<typeof useOthersTalk>>
  readonly onRecord: () => void
  readonly onLeave: () => void
}

const minuteMs = 60_000

/** Asked before a second record of what may be one call is saved (K3). */
export const SameTalk = ({ talk, onRecord, onLeave }: Props) => {
  const { words } = useI18n()
  const now = useNow()
  const { followup, time } = words
  const minutes = Math.floor((now - Date.parse(talk.at)) / minuteMs)
  const ago = minutes < 1 ? time.justNow : time.minutesAgo(minutes)
  const told = talk.same ? followup.justRecorded(talk.by, ago) : followup.justRecordedHome(talk.by, ago)
  return (
    <div className="stack note note-warn" role="alertdialog" aria-label={followup.justRecordedTitle}>
      <p className="strong">{told}</p>
      <p>{followup.justRecordedHint}</p>
      {/* The safe answer first, as everywhere. */}
      <button type="button" className="btn btn-big" onClick={onLeave} ref={(el) => el?.focus()}>
        {followup.justRecordedSame}
      </button>
      <button type="button" className="btn btn-big" onClick={onRecord}>
        {followup.justRecordedOther}
      </button>
    </div>
  )
}
