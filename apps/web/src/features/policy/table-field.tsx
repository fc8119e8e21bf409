import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { Field, TextField } from '../../ui/form.js'
import { type Draft, textAt, withText } from './draft.js'

type Props = { readonly draft: Draft; readonly error: string | null; readonly onChange: (draft: Draft) => void }

const facts = ['age', 'disease', 'vaccination'] as const

/** The words of the three facts that a tier is judged by. */
const useFacts = (): Readonly<Record<(typeof facts)[number], Readonly<Record<string, string>>>> => {
  const { words } = useI18n()
  const { tier } = useDesk()
  return { age: words.person.bands, disease: tier.diseaseOf, vaccination: tier.vaccinationOf }
}

const Select = ({
  label,
  value,
  error,
  options,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly error: string | null
  readonly options: Readonly<Record<string, string>>
  readonly onChange: (value: string) => void
}) => (
  <Field label={label} error={error}>
    {(ids) => (
      <select className="input" {...ids} value={value} onChange={(event) => onChange(event.target.value)}>
        {Object.entries(options).map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </select>
    )}
  </Field>
)

/** Points of the score, fact by fact. */
export const ScoreField = ({ draft, error, onChange }: Props) => {
  const { signing: words } = useDesk()
  const { person } = useI18n().words
  const options = useFacts()
  return (
    <div className="stack">
      {facts.flatMap((fact) =>
        Object.entries(options[fact]).map(([key, word]) => (
          <TextField
            key={`${fact}${key}`}
            label={words.points(person.facts[fact], word)}
            inputMode="numeric"
            value={textAt(draft, [fact, key])}
            error={fact === 'vaccination' && key === 'full' ? error : null}
            onChange={(text) => onChange(withText(draft, [fact, key], text))}
          />
        )),
      )}
    </div>
  )
}

/** What an unknown fact counts as. */
export const UnknownField = ({ draft, error, onChange }: Props) => {
  const { person } = useI18n().words
  const options = useFacts()
  return (
    <div className="stack">
      {facts.map((fact) => (
        <Select
          key={fact}
          label={person.facts[fact]}
          value={textAt(draft, [fact])}
          error={fact === 'vaccination' ? error : null}
          options={options[fact]}
          onChange={(text) => onChange(withText(draft, [fact], text))}
        />
      ))}
    </div>
  )
}

/** The tier of each of the 27 combinations; '' where the criteria say nothing. */
export const TableField = ({ draft, error, onChange }: Props) => {
  const { signing: words } = useDesk()
  const { shared } = useI18n()
  const options = useFacts()
  const rows = Array.isArray(draft) ? draft : []
  return (
    <div className="stack">
      {rows.map((row, i) => {
        const [age, disease, vaccination] = facts.map((fact) => options[fact][textAt(row, [fact])] ?? '')
        const label = words.tableRow(age ?? '', disease ?? '', vaccination ?? '')
        return (
          <Select
            key={label}
            label={label}
            value={textAt(row, ['tier'])}
            error={i === rows.length - 1 ? error : null}
            options={{ '': words.silent, ...shared.tiers }}
            onChange={(text) => onChange(withText(draft, [i, 'tier'], text === '' ? null : text))}
          />
        )
      })}
    </div>
  )
}
