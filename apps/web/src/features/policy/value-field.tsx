import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { Field, TextField } from '../../ui/form.js'
import { type Draft, textAt, withText } from './draft.js'
import { RuleValue } from './rule-value.js'
import { ScoreField, TableField, UnknownField } from './table-field.js'
import type { Rule } from './use-rules.js'

export type ValueProps = {
  readonly rule: Rule
  readonly draft: Draft
  readonly error: string | null
  readonly onChange: (draft: Draft) => void
}

type Part = { readonly label: string; readonly path: readonly (string | number)[] }

/** Numbers side by side; the error stands under the last. */
const Numbers = ({ parts, draft, error, onChange }: Omit<ValueProps, 'rule'> & { readonly parts: readonly Part[] }) => (
  <div className="stack">
    {parts.map(({ label, path }, i) => (
      <TextField
        key={label}
        label={label}
        inputMode="decimal"
        value={textAt(draft, path)}
        error={i === parts.length - 1 ? error : null}
        onChange={(text) => onChange(withText(draft, path, text))}
      />
    ))}
  </div>
)

/** Lists of spellings, one a line. */
const WordLists = ({
  parts,
  draft,
  error,
  onChange,
}: Omit<ValueProps, 'rule'> & { readonly parts: readonly Part[] }) => {
  const { signing: words } = useDesk()
  return (
    <div className="stack">
      {parts.map(({ label, path }, i) => (
        <Field key={label} label={label} hint={words.wordsHint} error={i === parts.length - 1 ? error : null}>
          {(ids) => (
            <textarea
              className="input"
              rows={6}
              lang="zh-CN"
              {...ids}
              value={textAt(draft, path)}
              onChange={(event) => onChange(withText(draft, path, event.target.value))}
            />
          )}
        </Field>
      ))}
    </div>
  )
}

const Tiers = ({ draft, error, onChange }: ValueProps) => {
  const { signing: words } = useDesk()
  const { shared } = useI18n()
  const chosen = textAt(draft, []).split('\n')
  const toggle = (tier: string, on: boolean): void =>
    onChange([...chosen.filter((one) => one !== tier && one !== ''), ...(on ? [tier] : [])].join('\n'))
  return (
    <fieldset className="field">
      <legend>{words.value}</legend>
      {(['red', 'yellow', 'green'] as const).map((tier) => (
        <label key={tier} className="line">
          <input type="checkbox" checked={chosen.includes(tier)} onChange={(e) => toggle(tier, e.target.checked)} />
          {shared.tiers[tier]}
        </label>
      ))}
      {error && <span className="error">{error}</span>}
    </fieldset>
  )
}

/** The field by which a rule's value is typed: by its kind, beginning from what is in force. */
export const ValueField = (props: ValueProps) => {
  const { signing: words, policy } = useDesk()
  const { words: base } = useI18n()
  const { rule } = props
  const unit = policy.units[rule.unit] ?? rule.unit
  const label = unit === '' ? words.value : words.valueIn(unit)
  const kinds: Readonly<Record<string, string>> = base.person.kinds
  switch (rule.kind) {
    case 'number':
      return <Numbers {...props} parts={[{ label, path: [] }]} />
    case 'range':
      return (
        <Numbers
          {...props}
          parts={[
            { label: `${words.least} ${unit}`.trim(), path: ['least'] },
            { label: `${words.most} ${unit}`.trim(), path: ['most'] },
          ]}
        />
      )
    case 'bands':
      return (
        <Numbers
          {...props}
          parts={[
            { label: words.bandSecond, path: [0] },
            { label: words.bandThird, path: [1] },
          ]}
        />
      )
    case 'words':
      return <WordLists {...props} parts={[{ label, path: [] }]} />
    case 'wordGroups':
      return (
        <WordLists {...props} parts={Object.keys(kinds).map((key) => ({ label: kinds[key] ?? key, path: [key] }))} />
      )
    case 'tiers':
      return <Tiers {...props} />
    case 'points':
      return <ScoreField {...props} />
    case 'unknownAs':
      return <UnknownField {...props} />
    case 'table':
      return <TableField {...props} />
    case 'fixed':
      return (
        <div className="stack">
          <RuleValue rule={rule} />
          <p className="muted small">{words.fixedHint}</p>
        </div>
      )
  }
}
