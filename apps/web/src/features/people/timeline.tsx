import type { ReactNode } from 'react'
import type { Reply } from '../../api/client.js'
import { useAlarmWords } from '../../i18n/alarms.js'
import { diseaseText } from '../../i18n/disease-text.js'
import { useI18n } from '../../i18n/i18n.js'
import { Moment } from '../../ui/moment.js'
import { EmptyState } from '../../ui/states.js'
import { TierMark } from '../../ui/tier-mark.js'
import { formatDay, formatInstant } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import { useReasons } from '../alarms/reasons.js'
import { useSeenWords } from '../alarms/seen-words.js'
import { useMay } from '../session/session.js'

export type Entry = Reply<'person.read'>['timeline'][number]

type Props = {
  readonly entries: readonly Entry[]
  /** Offered on follow-ups that may be corrected. */
  readonly onCorrect?: ((entry: Entry) => void) | undefined
  /** To the page of what an entry tells of, where the reader has one. */
  readonly link?: ((entry: Entry, text: string) => ReactNode) | undefined
  /** What else can be done with an entry, below it. */
  readonly more?: ((entry: Entry) => ReactNode) | undefined
}

const contacts: readonly Entry['kind'][] = ['followup', 'attempt', 'correction', 'withdrawal']
const isContact = (entry: Entry): boolean => contacts.includes(entry.kind) && entry.channel !== null

type Contact = Omit<NonNullable<Entry['corrects']>, 'at' | 'by'>

/** How, with what result, what was measured: "phone · reached · SpO2 95%". */
export const useContact = () => {
  const { person, followup } = useI18n().words
  const seenOf = useSeenWords()
  const outcomes = {
    reached: followup.reached,
    unanswered: person.entry.attempt,
    withdrawn: person.entry.withdrawal,
  }
  return (c: Contact, withOutcome: boolean): readonly string[] =>
    [
      c.channel === null ? null : person.channels[c.channel],
      c.outcome === null || !withOutcome ? null : outcomes[c.outcome],
      c.unwell === true && withOutcome ? person.notWell : null,
      c.spo2Percent === null ? null : person.spo2(String(c.spo2Percent)),
      c.temperatureC === null ? null : person.temperature(c.temperatureC.toFixed(1)),
      ...seenOf(c),
    ].filter((part) => part !== null)
}

/** The entry that a correction put right: whose it was, when, and what it said. */
const Corrected = ({ was }: { readonly was: NonNullable<Entry['corrects']> }) => {
  const { words, language } = useI18n()
  const { timeline } = useAlarmWords()
  const zone = useZone()
  const partsOf = useContact()
  return (
    <p className="muted small num">
      {timeline.corrects(was.by ?? words.person.somebody, formatInstant(was.at, zone, language))}{' '}
      <s>{partsOf(was, true).join(' · ')}</s>
    </p>
  )
}

/** What somebody brought along from another county. */
const Came = ({ came }: { readonly came: NonNullable<Entry['came']> }) => {
  const { language, number } = useI18n()
  const { came: said } = useAlarmWords().timeline
  const zone = useZone()
  const { alarms, episode } = came
  return (
    <>
      {episode !== null && <span> · {said[episode.kind](formatInstant(episode.since, zone, language))}</span>}
      {alarms > 0 && <span> · {said.alarms(number(alarms))}</span>}
    </>
  )
}

/** What two records said where they differed, and what stands. */
const Merged = ({
  merged,
  other,
}: {
  readonly merged: NonNullable<Entry['merged']>
  readonly other: Entry['other']
}) => {
  const { person } = useI18n().words
  const { timeline } = useAlarmWords()
  const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    sex: person.sex,
    vaccination: person.vaccination,
    living: person.livingOf,
  }
  const fields: Readonly<Record<string, string>> = timeline.mergedFields
  const said = (field: string, value: string | null): string =>
    field === 'disease' ? diseaseText(value ?? '', person.disease) : (tables[field]?.[value ?? ''] ?? value ?? '')
  return (
    <ul className="entry-note">
      {merged.map(({ field, known, read, now }) => (
        <li key={field}>
          {now === null
            ? timeline.mergedHidden(fields[field] ?? '')
            : (other === null ? timeline.mergedField : timeline.mergedRecord)(
                fields[field] ?? '',
                said(field, known),
                said(field, read),
                said(field, now),
              )}
        </li>
      ))}
    </ul>
  )
}

const EntryDetails = ({ entry }: { readonly entry: Entry }) => {
  const { words, language } = useI18n()
  const { person } = words
  const { timeline } = useAlarmWords()
  const reasonsOf = useReasons()
  const causes: Readonly<Record<string, string>> = { ...person.causes, ...timeline.causes }
  const partsOf = useContact()
  const parts = [
    ...(entry.kind === 'withdrawal' || entry.reasons.length > 0 ? [] : partsOf(entry, entry.kind === 'correction')),
    entry.reasons.length === 0 ? null : reasonsOf({ ...entry, kind: 'reading' }),
    entry.daysLeft === null ? null : timeline.days(entry.daysLeft),
    entry.cause === null || entry.cause === 'alarm.raised' || isContact(entry)
      ? null
      : (causes[entry.cause] ?? causes['other'] ?? ''),
  ].filter((part) => part !== null)
  return (
    <>
      {parts.length > 0 && <span className="num"> · {parts.join(' · ')}</span>}
      {entry.toTier !== null && (
        <span>
          {' · '}
          {entry.fromTier !== null && entry.fromTier !== entry.toTier && (
            <>
              <TierMark tier={entry.fromTier} /> →{' '}
            </>
          )}
          <TierMark tier={entry.toTier} />
        </span>
      )}
      {entry.to !== null && <span> · {entry.to}</span>}
      {entry.day !== null && (entry.kind === 'life' || entry.kind === 'careHome') && (
        <span className="num"> · {formatDay(entry.day, language)}</span>
      )}
      {entry.came !== null && <Came came={entry.came} />}
      {entry.merged !== null && entry.merged.length > 0 && <Merged merged={entry.merged} other={entry.other} />}
      {entry.note !== null && <p className="entry-note">{entry.note}</p>}
      {entry.corrects !== null && <Corrected was={entry.corrects} />}
    </>
  )
}

/** Facts newest first; corrected ones stay, struck through. */
export const Timeline = ({ entries, onCorrect, more, link }: Props) => {
  const { words } = useI18n()
  const { person } = words
  const { timeline } = useAlarmWords()
  const titles: Readonly<Record<Entry['kind'], string>> = { ...person.entry, ...timeline.entry }
  const may = useMay()
  const held = useI18n().shared.refusals['corrects-checked']
  // CARE-CHECK-7: who may judge call-backs may put it back, nobody else.
  const isHeld = (entry: Entry): boolean => entry.byCheck && !may('check.write')
  if (entries.length === 0) return <EmptyState title={person.timelineEmpty} />
  return (
    <ol className="timeline">
      {entries.map((entry) => (
        <li key={entry.id} className={`is-${entry.kind} ${entry.corrected ? 'is-corrected' : ''}`}>
          <div className="entry-main">
            <strong>{link?.(entry, titles[entry.kind]) ?? titles[entry.kind]}</strong>
            {entry.unwell === true && <span className="tag tag-alarm">{person.notWell}</span>}
            <EntryDetails entry={entry} />
          </div>
          <div className="muted small line">
            {entry.kind !== 'withdrawal' && <Moment at={entry.at} />}
            {entry.by !== null && <span>{entry.by}</span>}
            {entry.madeAt !== null && (
              <span>
                {timeline.madeAt[entry.kind === 'withdrawal' ? 'withdrawal' : 'correction']}{' '}
                <Moment at={entry.madeAt} />
              </span>
            )}
            {entry.corrected && (
              <span className="tag">
                {entry.withdrawn || entry.kind === 'life' || entry.kind === 'merged'
                  ? person.takenBack
                  : person.corrected}
              </span>
            )}
            {entry.call !== null && <span className="tag">{person.sameCall}</span>}
            {entry.doubt !== 'none' && <span className="tag tag-alarm">{timeline.doubt[entry.doubt]}</span>}
            {onCorrect !== undefined && isContact(entry) && !entry.corrected && !isHeld(entry) && (
              <button type="button" className="btn btn-quiet small" onClick={() => onCorrect(entry)}>
                {person.correctThis}
              </button>
            )}
          </div>
          {!entry.corrected && isHeld(entry) && <p className="muted small">{held}</p>}
          {more?.(entry)}
        </li>
      ))}
    </ol>
  )
}
