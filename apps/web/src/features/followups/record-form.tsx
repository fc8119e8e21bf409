import { useRef, useState } from 'react'
import { useWords } from '../../i18n/i18n.js'
import { ignoreEcho } from '../../ui/echo.js'
import { Choice } from '../../ui/form.js'
import { sameCall, sameTalk } from '../households/same-call-later.js'
import { useSession } from '../session/session.js'
import { answeredChoice, forgetRecord, recordDetails } from './more-later.js'
import { useOthersTalk } from './others-talk.js'
import type { RecordedPerson } from './outbox-state.js'
import type { Open, Said } from './record-details.js'
import type { Missing } from './record-draft.js'
import { type Channel, type RecordInput, useRecord } from './use-record.js'

const channels = ['phone', 'visit', 'video', 'message'] as const

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
  const { account } = useSession()
  const top = useRef<HTMLDivElement>(null)
  const [channel, setChannel] = useState<Channel>(mode === 'visit' ? 'visit' : 'phone')
  const [together, setTogether] = useState<readonly RecordedPerson[]>([])
  const [answeredBy, setAnsweredBy] = useState<RecordInput['answeredBy']>(null)
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
    // Who was not reached is asked later what was typed already.
    if (said.outcome === 'reached') forgetRecord(account.id, person.id)
    // Nobody was met: nothing is said of the others either, whoever was ticked before.
    const met = said.outcome === 'reached' ? { together, answeredBy } : {}
    record({ person, channel, ...said, ...met })
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
      <answeredChoice.Screen value={answeredBy ?? null} onChange={setAnsweredBy} />
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
        <recordDetails.Screen
          key={open}
          person={person}
          what={open}
          talk={{ channel, answeredBy: answeredBy ?? null }}
          onTalk={(talk) => {
            setChannel(talk.channel)
            setAnsweredBy(talk.answeredBy)
          }}
          onSend={send}
          adds={onAddDisease !== undefined}
          onBack={withReadings ? undefined : () => setOpen(null)}
        />
      )}
    </div>
  )
}
