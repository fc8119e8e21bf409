import { readDeskNumber } from '@lianfang/domain/care'
import { useEffect, useRef } from 'react'
import type { Reply } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { useNightWords } from '../../i18n/night.js'
import { formatInstant } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import type { Person } from './about.js'
import { aboutOf, type Draft } from './call-draft.js'

type PersonPage = Reply<'person.read'>
export type Recorded = Extract<Reply<'call.record'>, { outcome: 'recorded' | 'already-recorded' }>['call']

/** Who rang about whom, as it was typed or chosen. */
export type About = { readonly draft: Draft; readonly person: Person | null; readonly page: PersonPage | undefined }

/** Whom the call is about, and what 120 asks for where it is called: who it is, where they live, and under which number the caller is reached. */
const Tell = ({
  draft,
  person,
  page,
  urgent,
  stay,
}: About & { readonly urgent: boolean; readonly stay: Recorded['stay'] }) => {
  const { result, calls, form } = useNightWords()
  const { listSeparator } = useI18n().words
  const read = readDeskNumber(draft.number)
  const number = read.outcome === 'read' ? read.number : ''
  // Somebody of a care home is not found at the address of the ledger, and the home answers day and night.
  const duty = stay?.phone ? [stay.phone] : []
  const ledger = [...duty, ...(page?.phones ?? [])].filter((phone) => phone !== number)
  const who = person?.name ?? (aboutOf(draft) === '' ? calls.unknown : aboutOf(draft))
  return (
    <dl className="facts">
      <dt>{urgent ? result.tell : form.about}</dt>
      <dd className="strong">{who}</dd>
      {person !== null && (
        <>
          <dt>{calls.home}</dt>
          <dd>{`${person.place} ${stay?.at ?? page?.address ?? ''}`.trim()}</dd>
        </>
      )}
      <dt>{calls.caller}</dt>
      <dd>
        {draft.caller.trim() === '' ? calls.callerUnknown : draft.caller.trim()}{' '}
        <span className="num">{number === '' ? calls.noNumber : number}</span>
      </dd>
      {ledger.length > 0 && (
        <>
          <dt>{calls.homePhones}</dt>
          <dd className="num">{ledger.join(listSeparator)}</dd>
        </>
      )}
    </dl>
  )
}

type DoneProps = {
  readonly recorded: Recorded
  readonly about: About
  readonly onAgain: () => void
  readonly onClose: () => void
}

/** What the call comes to, said at once and in the largest letters of the page. */
export const Done = ({ recorded, about, onAgain, onClose }: DoneProps) => {
  const { result, form } = useNightWords()
  const { language } = useI18n()
  const zone = useZone()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <section className={`note stack ${recorded.outcome === 'emergency' ? 'note-alarm' : 'note-good'}`} role="status">
      <h2 tabIndex={-1} ref={title}>
        {result[recorded.outcome]}
      </h2>
      <p>
        {result.saved} {result.by(formatInstant(recorded.dueAt, zone, language))}
      </p>
      {recorded.alarm && <p>{result.alarm}</p>}
      {recorded.medicine !== null && <p>{result.medicine[recorded.medicine]}</p>}
      <Tell {...about} urgent={recorded.outcome === 'emergency'} stay={recorded.stay} />
      <p className="line">
        {recorded.outcome === 'emergency' && (
          <a href="tel:120" className="btn btn-danger">
            120
          </a>
        )}
        <button type="button" className="btn btn-main" onClick={onClose}>
          {form.close}
        </button>
        <button type="button" className="btn" onClick={onAgain}>
          {form.again}
        </button>
      </p>
    </section>
  )
}
