import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { useConsignments } from '../../i18n/consignments.js'
import { TextField } from '../../ui/form.js'
import { Moment } from '../../ui/moment.js'
import { useDeskAct } from '../requests/desk-act.js'
import { RoadFailure } from './road-failure.js'
import type { Consignment } from './types.js'

/** The alarm that rings, how far it has climbed and who sees to it; it can be taken over by name. */
export const AlarmNote = ({ consignment: { id, alarm, may } }: { readonly consignment: Consignment }) => {
  const words = useConsignments()
  const [note, setNote] = useState('')
  const act = useDeskAct<{ readonly reason: string | null }>(
    (body, command) => call('consignment.alarm', { params: { id }, body: { ...body, id: command } }),
    { said: words.alarm.taken, next: () => setNote('') },
  )
  if (alarm === null) return null
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    act.mutate({ reason: note.trim() || null })
  }
  return (
    <section className="note note-alarm stack" aria-label={words.steps.alarm}>
      <p>{words.alarmAt(words.whys[alarm.why], words.levels[alarm.level], alarm.place.name)}</p>
      <p>
        {alarm.taken === null ? (
          words.alarm.nobody
        ) : (
          <>
            {words.alarm.by(alarm.taken.by)} <Moment at={alarm.taken.at} exact />
          </>
        )}
      </p>
      {may.alarm && (
        <details>
          <summary>{words.alarm.take}</summary>
          <form className="stack" onSubmit={onSubmit} autoComplete="off" aria-label={words.alarm.take}>
            <p className="muted">{words.alarm.hint}</p>
            <TextField label={words.way.note} maxLength={200} value={note} onChange={setNote} />
            <RoadFailure error={act.error} />
            <p>
              <button type="submit" className="btn" disabled={act.isPending}>
                {words.alarm.take}
              </button>
            </p>
          </form>
        </details>
      )}
    </section>
  )
}
