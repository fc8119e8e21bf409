import { type ReactNode, useEffect, useRef } from 'react'
import { useApi } from '../../api/use-api.js'
import { useAlarmWords } from '../../i18n/alarms.js'
import { closeReading, hasMeasured, type ToldReading } from './told.js'
import { useDoctorNumbers } from './use-doctor-numbers.js'
import { useJudged } from './use-judged.js'
import './alarms.css'

type Props = {
  readonly told: ToldReading
  /** Links to the alarms and to another reading, as the desk or the phone has them. */
  readonly links: (told: ToldReading) => ReactNode
}

/** Without a measurement there is nothing that could stay as it is. */
const Numbers = ({ measured }: { readonly measured: boolean }) => {
  const { told: words } = useAlarmWords()
  const doctors = useDoctorNumbers()
  const [alone, withDoctors] = measured ? [words.staysAlone, words.stays] : [words.nowAlone, words.now]
  return (
    <>
      <p>{doctors.length === 0 ? alone : withDoctors}</p>
      <ul className="alarm-numbers">
        <li>
          <a className="btn btn-big num" href="tel:120" aria-label={words.call('120')}>
            120
          </a>
        </li>
        {doctors.map(({ id, name, phone }) => (
          <li key={id}>
            <a className="btn btn-big" href={`tel:${phone}`}>
              {name} <span className="num">{phone}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Whom it is about; of an entry that an earlier page left behind the name is asked for. */
const useName = ({ person, command }: ToldReading): string | null => {
  const { data } = useApi('person.read', { params: { id: command.personId }, query: {} }, { enabled: person === null })
  return person?.name ?? data?.name ?? null
}

const Advice = ({ told, links }: Props) => {
  const { told: words } = useAlarmWords()
  const name = useName(told)
  const ref = useRef<HTMLHeadingElement>(null)
  const { signs = [], symptoms } = told.command
  const seen = signs.length > 0 || symptoms === 'worse'
  const measured = hasMeasured(told.command)
  const [titled, unnamed] = measured ? [words.title, words.titleUnnamed] : [words.unwell, words.unwellUnnamed]
  const status = { waiting: words.waiting, alarm: words.raised, quiet: null, arrived: null }[told.answer]
  // Where the hand is after saving: the page has just changed below.
  useEffect(() => {
    scrollTo(0, 0)
    ref.current?.focus({ preventScroll: true })
  }, [])
  return (
    <section className="note note-alarm stack what-to-do" role="alert" aria-labelledby="what-to-do">
      <h2 id="what-to-do" ref={ref} tabIndex={-1}>
        {name === null ? unnamed : titled(name)}
      </h2>
      <p className="strong">{seen ? words.signs : words.again}</p>
      <Numbers measured={measured} />
      {status !== null && <p>{status}</p>}
      <div className="record-two">
        {links(told)}
        <button type="button" className="btn btn-big" onClick={closeReading}>
          {words.close}
        </button>
      </div>
    </section>
  )
}

/** Low by what this device knows, and the server, which knows the person, raised no alarm: its word stands. */
const NoAlarm = () => {
  const { told: words } = useAlarmWords()
  return (
    <section className="note stack" role="status">
      <p>{words.quiet}</p>
      <button type="button" className="btn" onClick={closeReading}>
        {words.close}
      </button>
    </section>
  )
}

/** Says calmly what to do when a reading was not good, at once and without a network too (K5). */
export const WhatToDo = (props: Props) => {
  const verdict = useJudged(props.told)
  if (props.told.answer !== 'alarm' && verdict.outcome === 'quiet') return null
  if (props.told.answer === 'quiet') return <NoAlarm />
  return <Advice key={props.told.command.id} {...props} />
}
