import { endsItselfAt } from '@lianfang/domain/care'
import { parseInstant } from '@lianfang/domain/shared'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call } from '../../api/client.js'
import { useAlarmWords } from '../../i18n/alarms.js'
import { useI18n } from '../../i18n/i18n.js'
import { focusFirstWrong, TextField } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { formatDay, formatInstant, partsIn } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { useZone } from '../../ui/zone.js'
import { hasOpenAlarm, type PersonInfo } from '../people/person-facts.js'
import { useKeptNote } from '../session/kept-note.js'
import { useMay } from '../session/session.js'
import { useEpisodeValues } from './values.js'

const EndForm = ({ person, onClose }: { readonly person: PersonInfo; readonly onClose: () => void }) => {
  const { monitoring: words, acts } = useAlarmWords()
  const { shared, words: base } = useI18n()
  const client = useQueryClient()
  const toast = useToast()
  const [note, setNote] = useKeptNote(`endMonitoring.${person.id}`)
  const [id, setId] = useState(() => uuidv7())
  const [checked, setChecked] = useState(false)
  const missing = note.trim().length < 2
  const ending = useMutation({
    mutationFn: () => call('episode.end', { params: { id: person.id }, body: { id, note: note.trim() } }),
    onSuccess: (answer) => {
      const reasons: Readonly<Record<string, string>> = shared.refusals
      toast({ text: answer.outcome === 'refused' ? (reasons[answer.reason] ?? '') : words.ended })
      if (answer.outcome !== 'refused') setNote(null)
      onClose()
      return client.invalidateQueries({ queryKey: ['person.read'] })
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setChecked(true)
    if (missing) focusFirstWrong(event.currentTarget)
    else ending.mutate()
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <TextField
        label={words.why}
        maxLength={500}
        value={note}
        error={checked && missing ? acts.missing : null}
        onChange={(text) => {
          setNote(text)
          setId(uuidv7())
        }}
      />
      {ending.error && <ProblemNote error={ending.error} saving />}
      <p className="line">
        <button type="submit" className="btn btn-main" disabled={ending.isPending}>
          {words.end}
        </button>
        <button type="button" className="btn btn-quiet" onClick={onClose}>
          {base.common.cancel}
        </button>
      </p>
    </form>
  )
}

/** How it ends: with the days where the rules are loaded. */
const useGoesOn = (episode: PersonInfo['episode']): string => {
  const { monitoring: words } = useAlarmWords()
  const { language, number } = useI18n()
  const zone = useZone()
  const values = useEpisodeValues()
  const last = episode === null ? null : parseInstant(episode.symptomsAt)
  if (values === null || last === null) return words.goesOn
  const day = (at: number): string => formatDay(partsIn(at, zone).day, language)
  return words.endsItself(number(values.endsAfterDays), day(last), day(endsItselfAt(last, values)))
}

/** The infection or worsening that is followed daily, and the doctor's way to end it; nothing where there is none. */
export const Monitoring = ({ person }: { readonly person: PersonInfo }) => {
  const { monitoring: words } = useAlarmWords()
  const { language, shared } = useI18n()
  const zone = useZone()
  const may = useMay()
  const [ending, setEnding] = useState(false)
  const { episode } = person
  const goesOn = useGoesOn(episode)
  if (episode === null) return null
  return (
    <section className="card stack" aria-labelledby="monitoring-title">
      <h2 id="monitoring-title">{words.title}</h2>
      <p>{words.since(words.kinds[episode.kind], formatInstant(episode.since, zone, language), episode.by)}</p>
      {episode.note !== null && <p className="entry-note">{episode.note}</p>}
      <p className="muted small num">{goesOn}</p>
      {ending && <EndForm person={person} onClose={() => setEnding(false)} />}
      {!ending && may('episode.end') && hasOpenAlarm(person) && <p>{shared.refusals['episode-alarm-open']}</p>}
      {!ending && may('episode.end') && !hasOpenAlarm(person) && (
        <button type="button" className="btn" onClick={() => setEnding(true)}>
          {words.end}
        </button>
      )}
    </section>
  )
}
