import { roundStates } from '@lianfang/domain/care'
import type { ReactNode } from 'react'
import { useAlarmWords } from '../../i18n/alarms.js'
import { useCareHomeWords } from '../../i18n/care-homes.js'
import { useI18n } from '../../i18n/i18n.js'
import { Field, TextField } from '../../ui/form.js'
import { TierMark } from '../../ui/tier-mark.js'
import type { Readings } from '../followups/readings.js'
import type { Draft, Fault } from './round-draft.js'
import type { Resident } from './use-care-homes.js'

type Props = {
  readonly resident: Resident
  readonly draft: Draft
  readonly fault: Fault | null
  readonly onChange: (change: Partial<Draft>) => void
}

const States = ({ resident: { id, name }, draft, onChange }: Props) => {
  const words = useCareHomeWords()
  return (
    <fieldset className="round-states">
      <legend className="sr">{words.stateOf(name)}</legend>
      {roundStates.map((state) => (
        <label key={state}>
          <input
            type="radio"
            name={`state-${id}`}
            checked={draft.state === state}
            onChange={() => onChange({ state })}
          />
          {words.roundStates[state]}
        </label>
      ))}
    </fieldset>
  )
}

type NumberProps = Props & {
  readonly name: keyof Readings
  readonly field: string
  readonly label: string
}

const Measured = ({ resident, draft, fault, onChange, name, field, label }: NumberProps) => {
  const words = useCareHomeWords()
  return (
    <TextField
      label={label}
      aria-label={words.of(label, resident.name)}
      inputMode="decimal"
      autoComplete="off"
      maxLength={7}
      value={draft.readings[name]}
      error={fault?.field === field ? words.refusals.value : null}
      onChange={(text) => onChange({ readings: { ...draft.readings, [name]: text } })}
    />
  )
}

const Signs = ({ resident, draft, onChange }: Props) => {
  const words = useCareHomeWords()
  const { signs } = useAlarmWords()
  const list = [...new Set([...resident.signs, ...draft.signs])]
  return (
    <fieldset className="field">
      <legend>{words.signs}</legend>
      <div className="choice signs">
        {list.map((sign) => (
          <label key={sign}>
            <input
              type="checkbox"
              checked={draft.signs.includes(sign)}
              onChange={({ target }) =>
                onChange({
                  signs: target.checked ? [...draft.signs, sign] : draft.signs.filter((one) => one !== sign),
                })
              }
            />
            {signs[sign]}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

const More = (props: Props) => {
  const words = useCareHomeWords()
  const { draft, fault, onChange } = props
  return (
    <div className="stack">
      <Measured {...props} name="breaths" field="breathsPerMinute" label={words.breaths} />
      {draft.readings.spo2 !== '' && (
        <label className="line">
          <input
            type="checkbox"
            checked={draft.onOxygen}
            onChange={({ target }) => onChange({ onOxygen: target.checked })}
          />
          {words.onOxygen}
        </label>
      )}
      <Signs {...props} />
      <Field label={words.note} error={fault?.field === 'note' ? words.refusals['part-unwell-empty'] : null}>
        {(ids) => (
          <textarea
            className="input"
            rows={2}
            maxLength={500}
            {...ids}
            value={draft.note}
            onChange={({ target }) => onChange({ note: target.value })}
          />
        )}
      </Field>
    </div>
  )
}

/** One resident of the round: how they are, two numbers, and the rest where something is wrong. */
export const RoundOne = (props: Props & { readonly children?: ReactNode }) => {
  const words = useCareHomeWords()
  const { words: base, shared } = useI18n()
  const { resident: r, draft, fault } = props
  const refusals: Readonly<Record<string, string>> = { ...shared.refusals, ...words.refusals }
  const unwell = draft.state === 'unwell'
  return (
    <li className={fault === null ? '' : 'round-wrong'} id={`round-${r.id}`}>
      <p className="line">
        <strong>{r.name}</strong>
        <TierMark tier={r.tier} />
        <span className="num small">{r.age === null ? base.person.ageUnknown : base.person.age(r.age)}</span>
        {r.room !== null && <span className="muted small">{words.room(r.room)}</span>}
        {r.alarm && <span className="tag tag-alarm">{words.alarm}</span>}
      </p>
      {fault !== null && (
        <p className="error" role="alert">
          {refusals[fault.reason] ?? words.refusals.value}
        </p>
      )}
      <States {...props} />
      <div className="round-readings">
        <Measured {...props} name="spo2" field="spo2Percent" label={words.spo2} />
        <Measured {...props} name="temperature" field="temperatureC" label={words.temperature} />
      </div>
      {unwell ? (
        <More {...props} />
      ) : (
        <details>
          <summary>{words.more}</summary>
          <More {...props} />
        </details>
      )}
    </li>
  )
}
