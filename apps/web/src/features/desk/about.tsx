import type { Reply } from '../../api/client.js'
import { useI18n } from '../../i18n/i18n.js'
import { useNightWords } from '../../i18n/night.js'
import { TextField } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { TierMark } from '../../ui/tier-mark.js'
import { useFoundPeople } from './use-desk-page.js'

export type Person = Reply<'person.search'>['rows'][number]

type Props = {
  readonly place: string
  readonly person: Person | null
  /** What is typed to find them. */
  readonly search: string
  readonly other: string
  readonly error: string | null
  readonly onPerson: (person: Person | null) => void
  readonly onSearch: (text: string) => void
  readonly onOther: (text: string) => void
}

const Found = ({ rows, onChoose }: { readonly rows: readonly Person[]; readonly onChoose: (one: Person) => void }) => {
  const { person } = useI18n().words
  return (
    <ul className="stack">
      {rows.slice(0, 8).map((one) => (
        <li key={one.id}>
          <button type="button" className="btn" onClick={() => onChoose(one)}>
            <strong>{one.name}</strong> <TierMark tier={one.tier} />{' '}
            <span className="muted small">
              {[one.age === null ? person.ageUnknown : person.age(one.age), one.place].join(' · ')}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Whom a call is about: found on the ledger, or written down. */
export const About = ({ place, person, search, other, error, onPerson, onSearch, onOther }: Props) => {
  const { form } = useNightWords()
  const query = useFoundPeople(place, search)
  if (person !== null) {
    return (
      <p className="line">
        {form.chosen} <strong>{person.name}</strong> <TierMark tier={person.tier} />
        <span className="muted">{person.place}</span>
        <button type="button" className="btn btn-quiet" onClick={() => onPerson(null)}>
          {form.change}
        </button>
      </p>
    )
  }
  return (
    <fieldset className="field stack">
      <legend>{form.about}</legend>
      <div className="call-two">
        <TextField
          label={form.aboutSearch}
          type="search"
          autoComplete="off"
          maxLength={60}
          value={search}
          onChange={onSearch}
        />
        <TextField label={form.aboutOther} maxLength={100} value={other} error={error} onChange={onOther} />
      </div>
      <div aria-live="polite">
        {query.error && <ProblemNote error={query.error} onRetry={() => query.refetch()} />}
        {query.data?.rows.length === 0 && <p className="muted small">{form.none}</p>}
        {query.data !== undefined && search.trim() !== '' && <Found rows={query.data.rows} onChoose={onPerson} />}
      </div>
    </fieldset>
  )
}
