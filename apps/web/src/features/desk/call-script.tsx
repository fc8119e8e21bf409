import { useAlarmWords } from '../../i18n/alarms.js'
import { useMedicineWords } from '../../i18n/medicine.js'
import { useNightWords } from '../../i18n/night.js'
import { TextField } from '../../ui/form.js'
import type { Draft } from './call-draft.js'
import type { DeskState } from './use-desk-page.js'

type FlagsProps<T extends string> = {
  readonly legend: string
  readonly all: readonly T[]
  readonly words: Readonly<Record<T, string>>
  readonly ticked: readonly T[]
  readonly onChange: (ticked: T[]) => void
}

const Flags = <T extends string>({ legend, all, words, ticked, onChange }: FlagsProps<T>) => (
  <fieldset className="field">
    <legend>{legend}</legend>
    <div className="call-flags">
      {all.map((one) => (
        <label key={one}>
          <input
            type="checkbox"
            checked={ticked.includes(one)}
            onChange={({ target }) => onChange(all.filter((o) => (o === one ? target.checked : ticked.includes(o))))}
          />
          {words[one]}
        </label>
      ))}
    </div>
  </fieldset>
)

type ScriptProps = {
  readonly draft: Draft
  readonly set: (more: Partial<Draft>) => void
  readonly script: DeskState['script']
  readonly emergency: boolean
  readonly wrong: {
    readonly spo2: boolean
    readonly temperature: boolean
    readonly breaths: boolean
    readonly medicine: boolean
  }
  /** Somebody of the ledger was chosen. */
  readonly known: boolean
}

/** For how long medicine lasts and what is missing: a request needs somebody of the ledger to be for. */
const Medicine = ({ draft, set, wrong, known }: Pick<ScriptProps, 'draft' | 'set' | 'wrong' | 'known'>) => {
  const { form } = useNightWords()
  const medicine = useMedicineWords()
  return (
    <div className="stack">
      <p className={known ? 'note' : 'note note-warn'}>{known ? form.medicineAsks : form.medicineNobody}</p>
      <div className="call-two">
        <TextField
          label={medicine.daysLeft}
          hint={form.medicineDaysHint}
          inputMode="numeric"
          maxLength={7}
          value={draft.medicineDays}
          error={wrong.medicine ? medicine.daysWrong : null}
          onChange={(medicineDays) => set({ medicineDays })}
        />
        <TextField
          label={medicine.missing}
          autoComplete="off"
          maxLength={200}
          value={draft.medicineMissing}
          onChange={(medicineMissing) => set({ medicineMissing })}
        />
      </div>
    </div>
  )
}

/** The questions to the caller; as soon as one answer means 120 that is said, beside it. */
export const Script = ({ draft, set, script, emergency, wrong, known }: ScriptProps) => {
  const { form, red, day } = useNightWords()
  const { signs } = useAlarmWords()
  const more = [...new Set([...script.child, ...script.pregnant])]
  const now = (
    <p role="alert" className="note note-alarm strong">
      {form.now}
    </p>
  )
  return (
    <>
      <Flags
        legend={form.red}
        all={script.redFlags}
        words={red}
        ticked={draft.redFlags}
        onChange={(redFlags) => set({ redFlags })}
      />
      {emergency && draft.redFlags.length > 0 && now}
      <details>
        <summary>{form.more}</summary>
        <Flags
          legend={`${form.child} · ${form.pregnant}`}
          all={more}
          words={signs}
          ticked={draft.signs}
          onChange={(ticked) => set({ signs: ticked })}
        />
      </details>
      <div className="call-two">
        <TextField
          label={form.spo2}
          inputMode="numeric"
          maxLength={7}
          value={draft.spo2}
          error={wrong.spo2 ? form.readingWrong : null}
          onChange={(spo2) => set({ spo2 })}
        />
        <TextField
          label={form.temperature}
          inputMode="decimal"
          maxLength={7}
          value={draft.temperature}
          error={wrong.temperature ? form.readingWrong : null}
          onChange={(temperature) => set({ temperature })}
        />
        <TextField
          label={form.breaths}
          hint={form.breathsHint}
          inputMode="numeric"
          maxLength={7}
          value={draft.breaths}
          error={wrong.breaths ? form.readingWrong : null}
          onChange={(breaths) => set({ breaths })}
        />
      </div>
      {emergency && draft.redFlags.length === 0 && now}
      <Flags
        legend={form.day}
        all={script.dayFlags}
        words={day}
        ticked={draft.dayFlags}
        onChange={(dayFlags) => set({ dayFlags })}
      />
      {draft.dayFlags.includes('medicineOut') && <Medicine draft={draft} set={set} wrong={wrong} known={known} />}
    </>
  )
}
