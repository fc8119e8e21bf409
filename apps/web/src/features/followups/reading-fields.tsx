import { useWords } from '../../i18n/i18n.js'
import { TextField } from '../../ui/form.js'
import { parseReadings, type Readings } from './readings.js'

type Props = {
  readonly readings: Readings
  readonly checked: boolean
  readonly onChange: (readings: Readings) => void
}

/** SpO2, temperature and breaths with the numeric keypad; units always shown. */
export const ReadingFields = ({ readings, checked, onChange }: Props) => {
  const { followup: words, inBrackets } = useWords()
  const parsed = parseReadings(readings)
  return (
    <div className="readings">
      <div>
        <TextField
          label={inBrackets(words.spo2, '%')}
          hint={words.spo2Hint}
          inputMode="numeric"
          maxLength={5}
          value={readings.spo2}
          error={checked && parsed.spo2Wrong ? words.spo2Wrong : null}
          onChange={(spo2) => onChange({ ...readings, spo2 })}
        />
      </div>
      <div>
        <TextField
          label={inBrackets(words.temperature, '°C')}
          hint={words.temperatureHint}
          inputMode="decimal"
          maxLength={7}
          value={readings.temperature}
          error={checked && parsed.temperatureWrong ? words.temperatureWrong : null}
          onChange={(temperature) => onChange({ ...readings, temperature })}
        />
      </div>
      <div>
        <TextField
          label={inBrackets(words.breaths, words.breathsUnit)}
          hint={words.breathsHint}
          inputMode="numeric"
          maxLength={3}
          value={readings.breaths}
          error={checked && parsed.breathsWrong ? words.breathsWrong : null}
          onChange={(breaths) => onChange({ ...readings, breaths })}
        />
      </div>
    </div>
  )
}
