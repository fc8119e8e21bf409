import { urlOf } from '../../api/client.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { FileLinks } from '../../ui/file-links.js'
import { Field, TextField } from '../../ui/form.js'
import type { useAccounts } from './use-accounts.js'
import { useStaffWords } from './use-staff-words.js'

const orders = ['login', 'name', 'seen'] as const
const states = ['all', 'waiting'] as const

type SelectProps<T extends string> = {
  readonly label: string
  readonly value: T
  readonly options: readonly T[]
  readonly words: Readonly<Record<T, string>>
  readonly onChange: (value: T) => void
}

const Select = <T extends string>({ label, value, options, words, onChange }: SelectProps<T>) => (
  <Field label={label}>
    {(ids) => (
      <select
        className="input"
        {...ids}
        value={value}
        onChange={(event) => onChange(options.find((one) => one === event.target.value) ?? value)}
      >
        {options.map((one) => (
          <option key={one} value={one}>
            {words[one]}
          </option>
        ))}
      </select>
    )}
  </Field>
)

/** What to look for, who, in which order, and the list as a file. */
export const AccountTools = ({ accounts }: { readonly accounts: ReturnType<typeof useAccounts> }) => {
  const { accounts: words } = useDesk()
  const staff = useStaffWords()
  const { words: base, language } = useI18n()
  const { text, setText, order, setOrder, state, setState } = accounts
  return (
    <div className="filters">
      <div className="search">
        <TextField
          label={words.searchLabel}
          type="search"
          autoComplete="off"
          maxLength={60}
          data-search
          value={text}
          onChange={setText}
        />
      </div>
      <Select label={staff.filter} value={state} options={states} words={staff.filters} onChange={setState} />
      <Select label={base.common.order} value={order} options={orders} words={words.orders} onChange={setOrder} />
      <FileLinks urlOf={(format) => urlOf('account.export', { query: { format, language } })} />
    </div>
  )
}
