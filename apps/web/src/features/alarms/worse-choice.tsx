import { useEffect } from 'react'
import { useAlarmWords } from '../../i18n/alarms.js'
import { useWords } from '../../i18n/i18n.js'
import { Choice } from '../../ui/form.js'
import { useAlarmValues } from './values.js'

type Kind = 'infection' | 'worsening'

type Props = {
  readonly red: boolean
  readonly value: Kind | null
  readonly onChange: (kind: Kind | null) => void
  /** The temperature of somebody said to be well: asked only over a high fever (CARE-ALARM-5). Left out: always asked. */
  readonly celsius?: number | null
}

/** Somebody is not well: whether that is an infection or the old illness, reported with the same press (K5). */
export const WorseChoice = ({ red, value, onChange, celsius }: Props) => {
  const { report: words } = useAlarmWords()
  const { person } = useWords()
  const over = useAlarmValues()?.fever.overC ?? null
  const feverish = celsius != null && over !== null && celsius > over
  const asked = celsius === undefined || feverish
  // What was chosen goes with the question: a slip of the thumb that was put right reports nothing.
  useEffect(() => {
    if (!asked && value !== null) onChange(null)
  }, [asked, value, onChange])
  if (!asked) return null
  return (
    <>
      {feverish && <p className="note note-alarm">{words.feverish(person.temperature(celsius.toFixed(1)))}</p>}
      <Choice
        legend={words.ask}
        name="worse-kind"
        value={value ?? 'neither'}
        options={[
          { value: 'neither' as const, label: words.neither },
          { value: 'infection' as const, label: words.kinds.infection },
          { value: 'worsening' as const, label: words.kinds.worsening },
        ]}
        onChange={(kind) => onChange(kind === 'neither' ? null : kind)}
      />
      {value !== null && <p className={red ? 'note note-alarm' : 'note'}>{red ? words.willRed : words.willOther}</p>}
    </>
  )
}
