import { useI18n } from '../../i18n/i18n.js'
import { useStoreWords } from '../../i18n/store.js'
import { formatInstant } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import type { CountDraft } from './read-count.js'

/** The moment of counting, and what was written since. */
export const CountMoment = ({
  draft,
  moved,
  onNow,
}: {
  readonly draft: CountDraft
  readonly moved: number
  readonly onNow: () => void
}) => {
  const words = useStoreWords()
  const { language, number } = useI18n()
  const zone = useZone()
  return (
    <div className={moved > 0 ? 'note note-warn stack r-tight' : 'note stack r-tight'}>
      <p className="num">{words.countAt(formatInstant(draft.countedAt, zone, language))}</p>
      {moved > 0 && (
        <>
          <p>{words.countMoved(number(moved))}</p>
          <button type="button" className="btn" onClick={onNow}>
            {words.countAgain}
          </button>
        </>
      )}
    </div>
  )
}
