import { useAlarmWords } from '../../i18n/alarms.js'
import { Choice } from '../../ui/form.js'

type Kind = 'infection' | 'worsening'

type Props = {
  readonly red: boolean
  readonly value: Kind | null
  readonly onChange: (kind: Kind | null) => void
}

/** Somebody is not well: whether that is an infection or the old illness, reported with the same press (K5). */
export const WorseChoice = ({ red, value, onChange }: Props) => {
  const { report: words } = useAlarmWords()
  return (
    <>
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
