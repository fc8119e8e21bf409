import { useState } from 'react'
import { useMedicineWords } from '../../i18n/medicine.js'
import { Choice, TextField } from '../../ui/form.js'
import { type MedicineTyped, parseMedicine } from './medicine-state.js'

type Props = {
  /** Somebody who is followed daily is asked whether medicine is taken as a doctor said. */
  readonly daily: boolean
  readonly medicine: MedicineTyped
  readonly checked: boolean
  readonly onChange: (medicine: MedicineTyped) => void
}

/** For how long the medicine lasts, what is missing, and how the disease is (K6, K9). */
export const MedicineFields = ({ daily, medicine, checked, onChange }: Props) => {
  const words = useMedicineWords()
  const { wrong } = parseMedicine(medicine)
  const [open, setOpen] = useState(false)
  return (
    <details
      className="why stack"
      open={open || (checked && wrong)}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{words.fieldsTitle}</summary>
      <div className="stack">
        <TextField
          label={words.daysLeft}
          hint={words.daysLeftHint}
          inputMode="numeric"
          maxLength={4}
          value={medicine.daysLeft}
          error={checked && wrong ? words.daysWrong : null}
          onChange={(daysLeft) => onChange({ ...medicine, daysLeft })}
        />
        <TextField
          label={words.missing}
          hint={words.missingHint}
          maxLength={200}
          value={medicine.note}
          onChange={(note) => onChange({ ...medicine, note })}
        />
        <Choice
          legend={words.control}
          name="control"
          value={medicine.control}
          options={(['stable', 'unstable'] as const).map((value) => ({ value, label: words.controls[value] }))}
          onChange={(control) => onChange({ ...medicine, control })}
        />
        {daily && (
          <Choice
            legend={words.guided}
            name="guided"
            value={medicine.guided === null ? null : medicine.guided ? 'yes' : 'no'}
            options={(['yes', 'no'] as const).map((value) => ({ value, label: words.guidedOf[value] }))}
            onChange={(value) => onChange({ ...medicine, guided: value === 'yes' })}
          />
        )}
      </div>
    </details>
  )
}
