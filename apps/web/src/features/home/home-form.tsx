import type { DangerSign } from '@lianfang/domain/policy'
import { useId } from 'react'
import type { HomeForm, Symptoms, Wrong } from './reading.js'
import { type HomeWords, signGroups } from './words.js'

type Props = {
  readonly words: HomeWords
  readonly form: HomeForm
  readonly wrong: readonly Wrong[]
  readonly set: (change: Partial<HomeForm>) => void
}

type NumberProps = {
  readonly label: string
  readonly hint?: string
  readonly error: string | null
  readonly value: string
  readonly onChange: (value: string) => void
}

const NumberField = ({ label, hint, error, value, onChange }: NumberProps) => {
  const id = useId()
  const described = [hint === undefined ? '' : `${id}-h`, error === null ? '' : `${id}-e`].join(' ').trim()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <span className="hint" id={`${id}-h`}>
          {hint}
        </span>
      )}
      <input
        id={id}
        className="input home-number"
        inputMode="decimal"
        autoComplete="off"
        maxLength={7}
        value={value}
        {...(described === '' ? {} : { 'aria-describedby': described })}
        {...(error === null ? {} : { 'aria-invalid': true })}
        onChange={(event) => onChange(event.target.value)}
      />
      {error !== null && (
        <span className="error" id={`${id}-e`}>
          {error}
        </span>
      )}
    </div>
  )
}

const symptoms: readonly Symptoms[] = ['none', 'same', 'worse']

const Signs = ({ words, form, set }: Props) => {
  const toggle = (sign: DangerSign): void =>
    set({ signs: form.signs.includes(sign) ? form.signs.filter((one) => one !== sign) : [...form.signs, sign] })
  return (
    <fieldset className="field">
      <legend>{words.signs}</legend>
      {(['all', 'child', 'pregnant'] as const).map((group) => (
        <details key={group} className="card home-group" open={group === 'all'}>
          <summary>{words.groups[group]}</summary>
          {signGroups[group].map((sign) => (
            <label key={sign} className="home-sign">
              <input type="checkbox" checked={form.signs.includes(sign)} onChange={() => toggle(sign)} />
              {words.signOf[sign]}
            </label>
          ))}
        </details>
      ))}
    </fieldset>
  )
}

/** What a family measures and sees. One page, nothing of the person on it. */
export const HomeFields = (props: Props) => {
  const { words, form, wrong, set } = props
  const errorOf = (field: Wrong, text: string): string | null => (wrong.includes(field) ? text : null)
  return (
    <>
      <NumberField
        label={words.spo2}
        hint={words.spo2Hint}
        error={errorOf('spo2', words.spo2Wrong)}
        value={form.spo2}
        onChange={(spo2) => set({ spo2 })}
      />
      <NumberField
        label={words.temperature}
        error={errorOf('temperature', words.temperatureWrong)}
        value={form.temperature}
        onChange={(temperature) => set({ temperature })}
      />
      <NumberField
        label={words.breaths}
        error={errorOf('breaths', words.breathsWrong)}
        value={form.breaths}
        onChange={(breaths) => set({ breaths })}
      />
      <fieldset className="field">
        <legend>{words.symptoms}</legend>
        <div className="choice">
          {symptoms.map((value) => (
            <label key={value}>
              <input
                type="radio"
                name="symptoms"
                checked={form.symptoms === value}
                onChange={() => set({ symptoms: value })}
              />
              {words.symptomOf[value]}
            </label>
          ))}
        </div>
      </fieldset>
      <Signs {...props} />
    </>
  )
}
