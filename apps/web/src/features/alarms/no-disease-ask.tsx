import { useAlarmWords } from '../../i18n/alarms.js'
import { Choice } from '../../ui/form.js'

type Answer = 'add' | 'asIs'
type Props = { readonly value: Answer; readonly onChange: (answer: Answer) => void }

/**
 * "The old illness is worse" of somebody whose record has none: asked back, and sent whatever is answered (K5). The record is opened
 * once the report is on its way.
 */
export const NoDiseaseAsk = ({ value, onChange }: Props) => {
  const { report: words } = useAlarmWords()
  return (
    <div className="note note-warn">
      <Choice
        legend={words.noDisease}
        name="no-disease"
        value={value}
        options={[
          { value: 'asIs' as const, label: words.noDiseaseAsIs },
          { value: 'add' as const, label: words.noDiseaseAdd },
        ]}
        onChange={onChange}
      />
    </div>
  )
}
