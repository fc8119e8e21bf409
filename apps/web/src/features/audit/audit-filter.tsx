import { actionWord, actionWordsOf, auditActions } from '@lianfang/contract'
import { useMutation } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { call } from '../../api/client.js'
import { type AuditSearch, auditOutcomes, auditSearch } from '../../app/search-params.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { Field, TextField } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What is not filled in is left out of the address. */
const asked = (fields: Readonly<Record<string, string>>): AuditSearch => {
  const said = Object.entries(fields).filter(([, value]) => value.trim() !== '')
  return auditSearch(Object.fromEntries(said.map(([name, value]) => [name, value.trim()])))
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

type ActionsProps = {
  readonly value: string
  readonly error: string | null
  readonly onChange: (value: string) => void
}

/** One action of the list, found by typing a part of its words; a code is taken as it stands. */
const ActionField = ({ value, error, onChange }: ActionsProps) => {
  const { audit: words } = useDesk()
  const { language } = useI18n()
  const own = actionWordsOf(language)
  const id = useId()
  return (
    <Field label={words.filterAction} hint={words.filterActionHint} error={error}>
      {(ids) => (
        <>
          <input
            className="input"
            {...ids}
            list={id}
            maxLength={60}
            data-search
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <datalist id={id}>
            {auditActions.map((one) => (
              <option key={one} value={own[one]} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}

type Fields = Readonly<Record<string, string>>
type Wrong = Readonly<Partial<Record<'action' | 'subject' | 'who', string>>>

/** What was typed, as the address has it; or what is wrong with it. A login is asked for its account: it stands in no address. */
const useAsked = (whoOf: string) => {
  const { audit: words } = useDesk()
  const { language } = useI18n()
  const own = actionWordsOf(language)
  const actionIn = (typed: string): string | undefined =>
    auditActions.find((one) => own[one] === typed) ?? (/^[a-z-]+\.[a-zA-Z-]+$/.test(typed) ? typed : undefined)
  return async ({ who = '', action = '', account = '', ...rest }: Fields): Promise<AuditSearch | Wrong> => {
    const code = actionIn(action.trim())
    if (action.trim() !== '' && code === undefined) return { action: words.actionWrong }
    const subject = (rest['subject'] ?? '').trim()
    // Looked for without the id, the list would be a longer one than was asked for.
    if (subject !== '' && !uuid.test(subject)) return { subject: words.subjectWrong }
    const login = who.trim()
    const kept = login === whoOf && account !== '' ? account : null
    const found = kept ?? (login === '' ? '' : (await call('audit.account', { body: { login } })).id)
    if (found === null) return { who: words.whoWrong }
    return asked({ ...rest, action: code ?? '', account: found })
  }
}

/** What to look for in the audit; the answers live in the address. `whoOf`: the login of the account that is looked for. */
export const AuditFilter = ({ whoOf, children }: { readonly whoOf: string; readonly children: ReactNode }) => {
  const { audit: words } = useDesk()
  const { words: base, language } = useI18n()
  const search = useSearch({ from: '/audit' })
  const navigate = useNavigate()
  const given = search.action === undefined ? '' : actionWord(actionWordsOf(language), search.action)
  const [fields, setFields] = useState<Fields>({ ...search, action: given, who: whoOf })
  const set = (name: string) => (value: string) => setFields({ ...fields, [name]: value })
  const [wrong, setWrong] = useState<Wrong>({})
  const ask = useAsked(whoOf)
  const look = useMutation({
    mutationFn: () => ask(fields),
    onSuccess: (answer) => {
      const isWrong = 'who' in answer || answer.action === words.actionWrong || answer.subject === words.subjectWrong
      setWrong(isWrong ? answer : {})
      if (!isWrong) void navigate({ to: '/audit', search: auditSearch(answer) })
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    look.mutate()
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
      <ActionField value={fields['action'] ?? ''} error={wrong.action ?? null} onChange={set('action')} />
      <TextField
        label={words.filterSubject}
        hint={words.filterSubjectHint}
        value={fields['subject'] ?? ''}
        maxLength={40}
        error={wrong.subject ?? null}
        onChange={set('subject')}
      />
      <TextField
        label={words.filterWho}
        value={fields['who'] ?? ''}
        maxLength={60}
        error={wrong.who ?? null}
        onChange={set('who')}
      />
      <TextField label={words.fromDay} type="date" value={fields['from'] ?? ''} onChange={set('from')} />
      <TextField label={words.untilDay} type="date" value={fields['until'] ?? ''} onChange={set('until')} />
      <Select label={words.outcome} value={fields['outcome'] ?? ''} choices={outcomes} onChange={set('outcome')} />
      <Select label={base.common.order} value={fields['order'] ?? ''} choices={orders} onChange={set('order')} />
      <button type="submit" className="btn" disabled={look.isPending}>
        {words.filter}
      </button>
      {look.error && <ProblemNote error={look.error} asking />}
      {children}
    </form>
  )
}
