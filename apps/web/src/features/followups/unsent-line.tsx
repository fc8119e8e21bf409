import { useQueryClient } from '@tanstack/react-query'
import { useI18n } from '../../i18n/i18n.js'
import { useNow } from '../../ui/clock.js'
import { formatInstant, relativeOf } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import { useOutbox, useOutboxEntries } from './outbox-context.js'
import { type OutboxEntry, waitingOf } from './outbox-state.js'
import { findRow } from './today-cache.js'

/** Waiting commands as one quiet line; nothing while all is sent. */
export const UnsentLine = () => {
  const { words, shared, language } = useI18n()
  const outbox = useOutbox()
  const entries = useOutboxEntries()
  const now = useNow()
  const waiting = waitingOf(entries)
  const failed = entries.filter((entry) => entry.failed !== null)
  const oldest = waiting[0]
  const client = useQueryClient()
  const zone = useZone()
  const why = ({ command, failed: code, checked }: OutboxEntry): string => {
    if (code === 'network') return words.errors.network
    const texts: Readonly<Record<string, string>> = { ...shared.problems, ...shared.refusals }
    const text = texts[code ?? ''] ?? ''
    if (checked === undefined) return text
    const name = findRow(client, command.personId)?.name
    const { role, place, at } = checked
    return [name, place, shared.roles[role], formatInstant(at, zone, language), text].filter(Boolean).join(' · ')
  }
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
          <span className="alarm-text">{why(entry)}</span>
          <button type="button" className="btn btn-quiet" onClick={() => outbox.remove(entry.command.id)}>
            {words.followup.discard}
          </button>
        </p>
      ))}
    </div>
  )
}
