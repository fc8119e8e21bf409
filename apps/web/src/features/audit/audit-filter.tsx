import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { type AuditSearch, auditOutcomes, auditSearch } from '../../app/search-params.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { Field, TextField } from '../../ui/form.js'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What is not filled in is left out of the address. */
const asked = (fields: Readonly<Record<string, string>>): AuditSearch => {
  const { action = '', subject = '', ...rest } = fields
  return auditSearch({
    ...rest,
    ...(action.trim() === '' ? {} : { action: action.trim() }),
    ...(subject.trim() === '' ? {} : { subject: subject.trim() }),
  })
}

type Choice = { readonly value: string; readonly label: string }
type SelectProps = {
  readonly label: string
  readonly value: string
  readonly choices: readonly Choice[]
  readonly onChange: (value: string) => void
}

const Select = ({ label, value, choices, onChange }: SelectProps) => (
  <Field label={label}>
    {(ids) => (
      <select className="input" {...ids} value={value} onChange={(event) => onChange(event.target.value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    )}
  </Field>
)

/** What to look for in the audit; the answers live in the address. */
export const AuditFilter = ({ children }: { readonly children: ReactNode }) => {
  const { audit: words } = useDesk()
  const { words: base } = useI18n()
  const search = useSearch({ from: '/audit' })
  const navigate = useNavigate()
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({ ...search })
  const set = (name: string) => (value: string) => setFields({ ...fields, [name]: value })
  const subject = (fields['subject'] ?? '').trim()
  const [wrong, setWrong] = useState(false)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    // Looked for without the id, the list would be a longer one than was asked for.
    const mistyped = subject !== '' && !uuid.test(subject)
    setWrong(mistyped)
    if (mistyped) return
    void navigate({ to: '/audit', search: asked(fields) })
  }
  const outcomes = [
    { value: '', label: words.anyOutcome },
    ...auditOutcomes.map((one) => ({ value: one, label: words.outcomes[one] })),
  ]
  const orders = [
    { value: '', label: words.orders.newest },
    { value: 'oldest', label: words.orders.oldest },
  ]
  return (
    <form className="filters" onSubmit={submit}>
      <TextField
        label={words.filterAction}
        value={fields['action'] ?? ''}
        maxLength={60}
        data-search
        onChange={set('action')}
      />
      <TextField
        label={words.filterSubject}
        value={fields['subject'] ?? ''}
        maxLength={40}
        {...(wrong ? { error: words.subjectWrong } : {})}
        onChange={set('subject')}
      />
      <TextField label={words.fromDay} type="date" value={fields['from'] ?? ''} onChange={set('from')} />
      <TextField label={words.untilDay} type="date" value={fields['until'] ?? ''} onChange={set('until')} />
      <Select label={words.outcome} value={fields['outcome'] ?? ''} choices={outcomes} onChange={set('outcome')} />
      <Select label={base.common.order} value={fields['order'] ?? ''} choices={orders} onChange={set('order')} />
      <button type="submit" className="btn">
        {words.filter}
      </button>
      {children}
    </form>
  )
}
