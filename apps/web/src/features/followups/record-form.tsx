import { type FormEvent, useRef, useState } from 'react'
import { useWords } from '../../i18n/i18n.js'
import { ignoreEcho } from '../../ui/echo.js'
import { Choice, focusFirstWrong } from '../../ui/form.js'
import { sameCall, sameTalk } from '../households/same-call-later.js'
import { medicineFields } from '../medicine/medicine-later.js'
import { nothingTold, parseMedicine } from '../medicine/medicine-state.js'
import { useKeptNote } from '../session/kept-note.js'
import { moreReadings, noDiseaseAsk, worseChoice } from './more-later.js'
import { useOthersTalk } from './others-talk.js'
import type { RecordedPerson } from './outbox-state.js'
import { NoteField, ReadingFields } from './reading-fields.js'
import { nothingSeen, parseReadings, readingsFrom, type Seen, seenWith } from './readings.js'
import { type Channel, type RecordInput, useRecord } from './use-record.js'

const channels = ['phone', 'visit', 'video', 'message'] as const

type Open = 'readings' | 'notWell'
type Said = Omit<RecordInput, 'person' | 'channel' | 'corrects'>
/** What is done about a disease that is worse and on no record. */
type Missing = 'add' | 'asIs'

type DetailsProps = {
  readonly person: RecordedPerson
  readonly what: Open
  readonly onSend: (said: Said, missing: Missing) => void
  /** Whether a disease can be added to the record from here. */
  readonly adds: boolean
  /** Back to the buttons; left out where nothing else is offered. */
  readonly onBack?: (() => void) | undefined
}

/** Readings and words. Who is not well has at least one of them, or the record would tell nobody anything. */
const Details = ({ person, what, onSend, onBack, adds }: DetailsProps) => {
  const { followup: words } = useWords()
  const [readings, setReadings] = useState(readingsFrom({}))
  const [seen, setSeen] = useState(nothingSeen)
  const [note, setNote] = useKeptNote(`record.${person.id}`)
  const [medicine, setMedicine] = useState(nothingTold)
  const [worse, setWorse] = useState<'infection' | 'worsening' | null>(null)
  const [missing, setMissing] = useState<Missing>('asIs')
  const [checked, setChecked] = useState(false)
  // "The old illness is worse" is asked once: chosen as what it is, it is the danger sign as well.
  const asksKind = person.daily !== true
  const notWell = what === 'notWell' || worse !== null
  const signs = new Set(worse === 'worsening' ? [...seen.signs, 'diseaseWorse' as const] : seen.signs)
  const shown: Seen = { ...seen, signs: [...signs] }
  const told = parseMedicine(medicine)
  const parsed = parseReadings(readings)
  const measured = Object.values(readings).some((text) => text !== '')
  const saysNothing =
    what === 'notWell' &&
    worse === null &&
    note.trim() === '' &&
    !measured &&
    seen.signs.length === 0 &&
    !seen.symptoms &&
    told.said === null
  const lacks = signs.has('diseaseWorse') && person.noDisease === true
  const kind = { red: person.red === true, value: worse, onChange: setWorse }
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setChecked(true)
    if (!parsed.ok || told.wrong || saysNothing) focusFirstWrong(event.currentTarget)
    else {
      const { spo2Percent, temperatureC, breathsPerMinute } = parsed
      const numbers = { spo2Percent, temperatureC, breathsPerMinute }
      const said = { ...numbers, ...seenWith(spo2Percent, shown), note, medicine: told.said }
      setNote('')
      onSend({ outcome: 'reached', ...said, ...(notWell ? { unwell: true, worse } : {}) }, lacks ? missing : 'asIs')
    }
  }
  return (
    <form className="stack record" onSubmit={submit} noValidate>
      {what === 'notWell' && <h2>{words.notWellTitle}</h2>}
      {asksKind && what === 'notWell' && <worseChoice.Screen {...kind} />}
      <ReadingFields readings={readings} checked={checked} onChange={setReadings} />
      {asksKind && what === 'readings' && <worseChoice.Screen {...kind} celsius={parsed.temperatureC} />}
      <moreReadings.Screen
        person={person}
        asksQuality={readings.spo2 !== ''}
        asksWorse={!asksKind || what === 'readings'}
        seen={seen}
        onChange={setSeen}
      />
      {lacks && adds && <noDiseaseAsk.Screen value={missing} onChange={setMissing} />}
      <medicineFields.Screen
        daily={person.daily === true}
        medicine={medicine}
        checked={checked}
        onChange={setMedicine}
      />
      <NoteField
        value={note}
        onChange={setNote}
        {...(what === 'notWell' ? { state: true, error: checked && saysNothing ? words.stateMissing : null } : {})}
      />
      <button type="submit" className="btn btn-main btn-big">
        {words.send}
      </button>
      {onBack !== undefined && (
        <button type="button" className="btn btn-quiet" onClick={onBack}>
          {words.otherResult}
        </button>
      )}
    </form>
  )
}

type Props = {
  readonly person: RecordedPerson
  readonly mode: 'call' | 'visit'
  readonly onDone: () => void
  readonly onCorrect: (personId: string, commandId: string) => void
  /** Opens the record, for a disease that is worse and not on it. */
  readonly onAddDisease?: (personId: string) => void
  /** Opens with the readings, when somebody comes to record a state rather than to tick off. */
  readonly withReadings?: boolean
}

/** How it was, then what came of it. All well: one tap. No answer: one tap. Readings and words only for those who need them. */
export const RecordForm = ({ person, mode, onDone, onCorrect, onAddDisease, withReadings = false }: Props) => {
  const { followup: words, person: personWords } = useWords()
  const record = useRecord(onCorrect)
  const top = useRef<HTMLDivElement>(null)
  const [channel, setChannel] = useState<Channel>(mode === 'visit' ? 'visit' : 'phone')
  const [together, setTogether] = useState<readonly RecordedPerson[]>([])
  const [open, setOpen] = useState<Open | null>(withReadings ? 'readings' : null)
  // What opens below the buttons is brought up whole: readings, words and the button that saves.
  const openDetails = (what: Open): void => {
    setOpen(what)
    setTimeout(() => top.current?.scrollIntoView({ block: 'start' }), 0)
  }
  const sent = useRef(false)
  const others = useOthersTalk(person.id)
  const [waits, setWaits] = useState<{ readonly said: Said; readonly missing: Missing } | null>(null)
  const send = (said: Said, missing: Missing = 'asIs'): void => {
    if (others !== null && said.outcome === 'reached') setWaits({ said, missing })
    else save(said, missing)
  }
  const save = (said: Said, missing: Missing): void => {
    // The page is left a moment later: a double tap is one record.
    if (sent.current) return
    sent.current = true
    ignoreEcho()
    // Nobody was met: nothing is said of the others either, whoever was ticked before.
    record({ person, channel, ...said, together: said.outcome === 'reached' ? together : [] })
    if (missing === 'add' && onAddDisease !== undefined) onAddDisease(person.id)
    else onDone()
  }
  const well = { phone: words.well, visit: words.wellVisit, video: words.wellOther, message: words.wellOther }
  const missed = {
    phone: words.unanswered,
    visit: words.unansweredVisit,
    video: words.unanswered,
    message: words.unansweredOther,
  }
  if (waits !== null && others !== null)
    return <sameTalk.Screen talk={others} onRecord={() => save(waits.said, waits.missing)} onLeave={onDone} />
  return (
    <div className="stack record" ref={top}>
      <Choice
        legend={words.channel}
        name="channel"
        value={channel}
        options={channels.map((value) => ({ value, label: personWords.channels[value] }))}
        onChange={setChannel}
      />
      {person.household != null && (
        <sameCall.Screen
          person={person}
          household={person.household}
          ticked={together.map(({ id }) => id)}
          onChange={setTogether}
        />
      )}
      {open === null ? (
        <>
          <button type="button" className="btn btn-main btn-big btn-well" onClick={() => send({ outcome: 'reached' })}>
            {well[channel]}
          </button>
          <button type="button" className="btn btn-big btn-not-well" onClick={() => openDetails('notWell')}>
            {words.notWell}
          </button>
          <div className="record-two">
            <button type="button" className="btn btn-big" onClick={() => send({ outcome: 'unanswered' })}>
              {missed[channel]}
            </button>
            <button type="button" className="btn btn-big" onClick={() => openDetails('readings')}>
              {words.withReadings}
            </button>
          </div>
        </>
      ) : (
        <Details
          key={open}
          person={person}
          what={open}
          onSend={send}
          adds={onAddDisease !== undefined}
          onBack={withReadings ? undefined : () => setOpen(null)}
        />
      )}
    </div>
  )
}
