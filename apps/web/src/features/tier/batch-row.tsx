import { Link } from '@tanstack/react-router'
import type { Reply } from '../../api/client.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { Moment } from '../../ui/moment.js'
import { TierMark } from '../../ui/tier-mark.js'
import type { Confirmed } from './batch.js'

export type Waiting = Reply<'tier.waiting'>['rows'][number]

const diseases = ['none', 'stable', 'unstable'] as const
const vaccinations = ['none', 'partial', 'full'] as const

type SelectProps<T extends string> = {
  readonly label: string
  readonly value: T | undefined
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T | undefined) => void
}

const Select = <T extends string>({ label, value, options, onChange }: SelectProps<T>) => {
  const { tier: words } = useDesk()
  return (
    <select
      className="input"
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(options.find((option) => option.value === event.target.value)?.value)}
    >
      <option value="">{words.keep}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

/** What a medic may say of a disease and of vaccination. */
export const useOptions = () => {
  const { tier: words } = useDesk()
  return {
    disease: diseases.map((value) => ({ value, label: words.diseaseOf[value] })),
    vaccination: vaccinations.map((value) => ({ value, label: words.vaccinationOf[value] })),
  }
}

/** From which tier to which, why in words, and since when the tier that stands does. */
const TierAsked = ({ row }: { readonly row: Waiting }) => {
  const { words } = useI18n()
  const { person, listSeparator } = words
  const causes: Readonly<Record<string, string>> = person.causes
  const unknown = row.provisional.map((fact) => person.facts[fact]).join(listSeparator)
  return (
    <>
      <span className="nowrap">
        <TierMark tier={row.tier} />
        {row.lower !== null && (
          <>
            {' → '}
            <TierMark tier={row.lower.to} />
          </>
        )}
      </span>
      <div className="small">
        {unknown !== '' && <div>{person.unknownFacts(unknown)}</div>}
        {row.lower !== null && <div>{causes[row.lower.cause] ?? causes['other'] ?? ''}</div>}
        <div className="muted">
          {person.since} <Moment at={row.since} />
        </div>
      </div>
    </>
  )
}

const Episode = ({ episode }: Pick<Waiting, 'episode'>) => {
  const { person } = useI18n().words
  const { tier: words } = useDesk()
  if (episode === null) return <span className="muted">{words.noEpisode}</span>
  return (
    <>
      <span className="alarm-text">{person.causes[episode.kind]}</span>
      <div className="muted small">
        {person.since} <Moment at={episode.since} />
      </div>
    </>
  )
}

/** The disease by name for whoever sees names, else its class; the class stands beside the names, since it is what counts. */
const Disease = ({ row }: { readonly row: Waiting }) => {
  const { person, listSeparator } = useI18n().words
  const names = row.diseases ?? []
  const named = names.length > 0
  return (
    <div>
      {named && <div>{names.join(listSeparator)}</div>}
      <div className={named ? 'muted small' : ''}>{person.disease[row.disease]}</div>
    </div>
  )
}

type Props = {
  readonly row: Waiting
  readonly filled: Confirmed | undefined
  readonly selected: boolean
  readonly mayConfirm: boolean
  readonly onToggle: () => void
  readonly onSet: (change: { [K in keyof Confirmed]?: Confirmed[K] | undefined }) => void
}

/** One who waits, with what a medic decides by, and the answers beside the facts they are about. */
export const BatchRow = ({ row, filled, selected, mayConfirm, onToggle, onSet }: Props) => {
  const { tier: words, table } = useDesk()
  const { person } = useI18n().words
  const options = useOptions()
  const asks = (fact: 'disease' | 'vaccination'): boolean => mayConfirm && row.provisional.includes(fact)
  const who = [row.age === null ? person.ageUnknown : person.age(row.age), person.sex[row.sex]]
  return (
    <tr className={filled === undefined ? '' : 'is-open'}>
      {mayConfirm && (
        <td>
          <input type="checkbox" aria-label={table.select(row.name)} checked={selected} onChange={onToggle} />
        </td>
      )}
      <th scope="row" className="batch-name">
        <Link to="/people/$id" params={{ id: row.id }} data-row>
          {row.name}
        </Link>
        <div className="muted small" style={{ fontWeight: 400 }}>
          {[...who, ...row.kinds.map((kind) => person.kinds[kind])].join(' · ')}
        </div>
      </th>
      <td className="batch-tier">
        <TierAsked row={row} />
        {mayConfirm && row.lower !== null && (
          <label className="line nowrap">
            <input
              type="checkbox"
              checked={filled?.acceptDowngrade === true}
              onChange={(event) => onSet({ acceptDowngrade: event.target.checked ? true : undefined })}
            />
            {words.acceptDowngrade}
          </label>
        )}
      </td>
      <td data-label={words.disease}>
        <Disease row={row} />
        {asks('disease') && (
          <Select
            label={`${row.name}: ${words.disease}`}
            value={filled?.disease}
            options={options.disease}
            onChange={(disease) => onSet({ disease })}
          />
        )}
      </td>
      <td data-label={words.vaccination}>
        <div>{person.vaccination[row.vaccination]}</div>
        {asks('vaccination') && (
          <Select
            label={`${row.name}: ${words.vaccination}`}
            value={filled?.vaccination}
            options={options.vaccination}
            onChange={(vaccination) => onSet({ vaccination })}
          />
        )}
      </td>
      <td data-label={words.episode}>
        <Episode episode={row.episode} />
      </td>
    </tr>
  )
}
