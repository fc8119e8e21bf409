import { signsFor } from '@lianfang/domain/care'
import { type DangerSign, dangerSigns } from '@lianfang/domain/policy'
import { useAlarmWords } from '../../i18n/alarms.js'
import { Choice } from '../../ui/form.js'
import { useDoctorNumbers } from '../alarms/use-doctor-numbers.js'
import { useAlarmValues } from '../alarms/values.js'
import { agesOf } from '../alarms/watched.js'
import type { FollowupCommand, RecordedPerson } from './outbox-state.js'
import type { Seen } from './readings.js'

export { LastSeen } from './last-seen.js'

type Answered = NonNullable<FollowupCommand['answeredBy']>

/** Who answered or was met: asked, never needed. */
export const AnsweredChoice = (props: {
  readonly value: Answered | null
  readonly onChange: (value: Answered) => void
}) => {
  const { answered } = useAlarmWords()
  const options = (['self', 'family', 'other'] as const).map((value) => ({ value, label: answered.options[value] }))
  return <Choice legend={answered.legend} name="answered-by" options={options} {...props} />
}

/** Whether who was reached was well: of an entry that is put right. */
export const HowWas = ({
  value,
  onChange,
}: {
  readonly value: boolean
  readonly onChange: (unwell: boolean) => void
}) => {
  const { howWas: words } = useAlarmWords()
  const options = (['well', 'unwell'] as const).map((one) => ({ value: one, label: words.options[one] }))
  return (
    <Choice
      legend={words.legend}
      name="how-was"
      value={value ? 'unwell' : 'well'}
      options={options}
      onChange={(one) => onChange(one === 'unwell')}
    />
  )
}

/** Yes, no, or not said yet. */
const YesNo = (props: {
  readonly legend: string
  readonly name: string
  readonly names: { readonly yes: string; readonly no: string }
  readonly value: boolean | null
  readonly onChange: (value: boolean) => void
}) => (
  <Choice
    legend={props.legend}
    name={props.name}
    value={props.value === null ? null : props.value ? 'yes' : 'no'}
    options={[
      { value: 'yes', label: props.names.yes },
      { value: 'no', label: props.names.no },
    ]}
    onChange={(value: 'yes' | 'no') => props.onChange(value === 'yes')}
  />
)

type Props = {
  readonly person: RecordedPerson
  /** Whether an SpO2 was entered. */
  readonly asksQuality: boolean
  /** False where the old illness getting worse is asked for beside it. */
  readonly asksWorse?: boolean
  readonly seen: Seen
  readonly onChange: (seen: Seen) => void
}

const Quality = ({ seen, onChange }: Pick<Props, 'seen' | 'onChange'>) => {
  const { quality } = useAlarmWords()
  return (
    <>
      <YesNo
        legend={quality.rest}
        name="at-rest"
        names={quality.rests}
        value={seen.atRest}
        onChange={(atRest) => onChange({ ...seen, atRest })}
      />
      <YesNo
        legend={quality.hand}
        name="warm-hand"
        names={quality.hands}
        value={seen.warmHand}
        onChange={(warmHand) => onChange({ ...seen, warmHand })}
      />
      <YesNo
        legend={quality.air}
        name="room-air"
        names={quality.airs}
        value={seen.onOxygen === null ? null : !seen.onOxygen}
        onChange={(air) => onChange({ ...seen, onOxygen: !air })}
      />
    </>
  )
}

type SignProps = Omit<Props, 'asksQuality'>

/** The signs to ask this person for, and those that an entry named already. Without the rules all are asked. */
const useSigns = ({ person, seen, asksWorse = true }: SignProps): readonly DangerSign[] => {
  const values = useAlarmValues()
  const asked = values === null ? dangerSigns : signsFor(agesOf(person), values)
  // Who is followed daily is asked for this in words of its own.
  const own = asked.filter((sign) => sign !== 'diseaseWorse' || (asksWorse && person.daily !== true))
  return [...new Set([...own, ...seen.signs])]
}

const Signs = (props: SignProps) => {
  const { seen, onChange } = props
  const words = useAlarmWords()
  const signs = useSigns(props)
  const toggle = (sign: DangerSign, on: boolean): void =>
    onChange({ ...seen, signs: on ? [...seen.signs, sign] : seen.signs.filter((one) => one !== sign) })
  return (
    <fieldset className="field">
      <legend>{words.signsLegend}</legend>
      <div className="choice signs">
        {signs.map((sign) => (
          <label key={sign}>
            <input
              type="checkbox"
              checked={seen.signs.includes(sign)}
              onChange={(event) => toggle(sign, event.target.checked)}
            />
            {words.signs[sign]}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Beside the numbers: how an SpO2 was measured, how the person is since last time, and the danger signs (K5). */
export const MoreReadings = ({ asksQuality, ...props }: Props) => {
  const { person, seen, onChange } = props
  const words = useAlarmWords()
  // Asked here already, so that they are known where there is no network later.
  useDoctorNumbers()
  const { none, same, worse } = words.symptomsOf
  return (
    <>
      {asksQuality && <Quality seen={seen} onChange={onChange} />}
      {person.daily === true && (
        <Choice
          legend={words.symptoms}
          name="symptoms"
          value={seen.symptoms}
          options={[
            { value: 'none' as const, label: none },
            { value: 'same' as const, label: same },
            { value: 'worse' as const, label: worse },
          ]}
          onChange={(symptoms) => onChange({ ...seen, symptoms })}
        />
      )}
      <Signs {...props} />
    </>
  )
}
