import { useI18n } from '../../i18n/i18n.js'
import { useNow } from '../../ui/clock.js'
import { relativeOf } from '../../ui/time.js'
import { useOutbox, useOutboxEntries } from './outbox-context.js'
import { waitingOf } from './outbox-state.js'

/** Waiting commands as one quiet line; nothing while all is sent. */
export const UnsentLine = () => {
  const { words, shared } = useI18n()
  const outbox = useOutbox()
  const entries = useOutboxEntries()
  const now = useNow()
  const waiting = waitingOf(entries)
  const failed = entries.filter((entry) => entry.failed !== null)
  const oldest = waiting[0]
  const text = (code: string): string =>
    code === 'network' ? words.errors.network : ((shared.problems as Readonly<Record<string, string>>)[code] ?? '')
  return (
    <div role="status" className="unsent">
      {oldest !== undefined && (
        <p className="between">
          <span>
            {words.followup.unsent(
              waiting.length,
              relativeOf(oldest.madeAt, Math.max(now, oldest.madeAt), words.time) ??
                words.time.days(Math.floor((now - oldest.madeAt) / 86_400_000)),
            )}
          </span>
          <button type="button" className="btn btn-quiet" onClick={outbox.sendNow}>
            {words.followup.sendNow}
          </button>
        </p>
      )}
      {failed.map((entry) => (
        <p key={entry.command.id} className="between">
          <span className="alarm-text">{text(entry.failed ?? '')}</span>
          <button type="button" className="btn btn-quiet" onClick={() => outbox.remove(entry.command.id)}>
            {words.followup.discard}
          </button>
        </p>
      ))}
    </div>
  )
}
