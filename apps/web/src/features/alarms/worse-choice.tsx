import { judgeReading } from '@lianfang/domain/care'
import { useEffect } from 'react'
import { useAlarmWords } from '../../i18n/alarms.js'
import { useWords } from '../../i18n/i18n.js'
import { Choice } from '../../ui/form.js'
import { useAlarmValues } from './values.js'

type Kind = 'infection' | 'worsening'

type Measured = {
  readonly spo2Percent: number | null
  readonly temperatureC: number | null
  readonly onOxygen: boolean | null
  /** The usual SpO2 that a doctor set, while it holds. */
  readonly usualSpo2Percent: number | null
}

type Props = {
  readonly red: boolean
  readonly value: Kind | null
  readonly onChange: (kind: Kind | null) => void
  /** Readings of somebody said to be well: asked only where they are not (CARE-ALARM-1, CARE-ALARM-5). Left out: always asked. */
  readonly well?: Measured
}

/** What was measured of somebody said to be well and says otherwise, in words; nothing before the rules are loaded. */
const useDoubts = (well: Measured | undefined): readonly string[] => {
  const { report: words } = useAlarmWords()
  const { person } = useWords()
  const values = useAlarmValues()
  if (well === undefined || values === null) return []
  const { spo2Percent, temperatureC, onOxygen, usualSpo2Percent } = well
  const reading = { spo2Percent, onOxygen, temperatureC: null, breathsPerMinute: null, signs: [] }
  const watched = { ageMonths: null, kinds: [], usualSpo2Percent, lastSpo2Percent: null, feverDays: 0 }
  const low = spo2Percent !== null && judgeReading(reading, watched, values).outcome === 'alarm'
  const feverish = temperatureC !== null && temperatureC > values.fever.overC
  return [
    ...(low ? [words.low(person.spo2(String(spo2Percent)))] : []),
    ...(feverish ? [words.feverish(person.temperature(temperatureC.toFixed(1)))] : []),
  ]
}

/** Somebody is not well: whether that is an infection or the old illness, reported with the same press (K5). */
export const WorseChoice = ({ red, value, onChange, well }: Props) => {
  const { report: words } = useAlarmWords()
  const doubts = useDoubts(well)
  const asked = well === undefined || doubts.length > 0
  // What was chosen goes with the question: a slip of the thumb that was put right reports nothing.
  useEffect(() => {
    if (!asked && value !== null) onChange(null)
  }, [asked, value, onChange])
  if (!asked) return null
  return (
    <>
      {doubts.map((doubt) => (
        <p className="note note-alarm" key={doubt}>
          {doubt}
        </p>
      ))}
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
