import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { TableBox } from '../../ui/table-box.js'
import { TierMark } from '../../ui/tier-mark.js'
import type { PersonRow } from '../people/people-table.js'
import { type Batch, type Confirmed, withChange } from './batch.js'

type Props = {
  readonly rows: readonly PersonRow[]
  readonly lower: ReadonlySet<string>
  readonly batch: Batch
  readonly mayConfirm: boolean
  readonly onChange: (batch: Batch) => void
}

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

const useOptions = () => {
  const { tier: words } = useDesk()
  return {
    disease: diseases.map((value) => ({ value, label: words.diseaseOf[value] })),
    vaccination: vaccinations.map((value) => ({ value, label: words.vaccinationOf[value] })),
  }
}

type ForSelectedProps = {
  readonly count: number
  readonly all: boolean
  readonly onAll: (on: boolean) => void
  readonly onSet: (change: Confirmed) => void
}

/** The same answer for many: select, then fill in once. */
const ForSelected = ({ count, all, onAll, onSet }: ForSelectedProps) => {
  const { tier: words, table } = useDesk()
  const { number } = useI18n()
  const options = useOptions()
  return (
    <div className="line">
      <label className="line">
        <input type="checkbox" checked={all} onChange={(event) => onAll(event.target.checked)} />
        {table.selectAll}
      </label>
      <strong>{words.forSelected}</strong>
      <span className="muted num">{table.selected(number(count))}</span>
      {words.setDisease}
      {options.disease.map((option) => (
        <button
          key={option.value}
          type="button"
          className="btn"
          disabled={count === 0}
          onClick={() => onSet({ disease: option.value })}
        >
          {option.label}
        </button>
      ))}
      {words.setVaccination}
      {options.vaccination.map((option) => (
        <button
          key={option.value}
          type="button"
          className="btn"
          disabled={count === 0}
          onClick={() => onSet({ vaccination: option.value })}
        >
          {option.label}
        </button>
      ))}
      <button type="button" className="btn" disabled={count === 0} onClick={() => onSet({ acceptDowngrade: true })}>
        {words.acceptDowngrade}
      </button>
    </div>
  )
}

export const BatchTable = ({ rows, lower, batch, mayConfirm, onChange }: Props) => {
  const { tier: words, table } = useDesk()
  const { words: base } = useI18n()
  const options = useOptions()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const toggle = (id: string): void =>
    setSelected((old) => (old.has(id) ? new Set([...old].filter((one) => one !== id)) : new Set([...old, id])))
  const set = (id: string, change: Parameters<typeof withChange>[2]): void => onChange(withChange(batch, [id], change))
  const setAll = (change: Confirmed): void => {
    // A lower tier can only be accepted where one waits.
    const ids = change.acceptDowngrade ? [...selected].filter((id) => lower.has(id)) : selected
    onChange(withChange(batch, ids, change))
  }
  const { person } = base
  return (
    <>
      {mayConfirm && (
        <ForSelected
          count={selected.size}
          all={rows.every((row) => selected.has(row.id))}
          // All that are shown: who was found by a search is meant, and nobody out of sight.
          onAll={(on) => setSelected(new Set(on ? rows.map((row) => row.id) : []))}
          onSet={setAll}
        />
      )}
      <TableBox label={words.batchCaption} tall>
        <table className="table table-rows batch">
          <caption>{words.batchCaption}</caption>
          <thead>
            <tr>
              {mayConfirm && <td />}
              <th scope="col">{words.person}</th>
              <th scope="col">{person.tier}</th>
              {mayConfirm && (
                <>
                  <th scope="col">{words.disease}</th>
                  <th scope="col">{words.vaccination}</th>
                  <th scope="col">{words.downgrade}</th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} className={batch[row.id] === undefined ? '' : 'is-open'}>
                {mayConfirm && (
                  <td>
                    <input
                      type="checkbox"
                      aria-label={table.select(row.name)}
                      checked={selected.has(row.id)}
                      onChange={() => toggle(row.id)}
                    />
                  </td>
                )}
                <th scope="row" className="batch-name">
                  <Link to="/people/$id" params={{ id: row.id }} data-row>
                    {row.name}
                  </Link>
                  <div className="muted small" style={{ fontWeight: 400 }}>
                    {[person.sex[row.sex], row.age === null ? person.ageUnknown : person.age(row.age)].join(' · ')}
                  </div>
                </th>
                <td className="nowrap">
                  <TierMark tier={row.tier} /> {row.provisional && <span className="tag">{person.provisional}</span>}
                </td>
                {mayConfirm && (
                  <>
                    <td data-label={words.disease}>
                      {row.provisional && (
                        <Select
                          label={`${row.name}: ${words.disease}`}
                          value={batch[row.id]?.disease}
                          options={options.disease}
                          onChange={(disease) => set(row.id, { disease })}
                        />
                      )}
                    </td>
                    <td data-label={words.vaccination}>
                      {row.provisional && (
                        <Select
                          label={`${row.name}: ${words.vaccination}`}
                          value={batch[row.id]?.vaccination}
                          options={options.vaccination}
                          onChange={(vaccination) => set(row.id, { vaccination })}
                        />
                      )}
                    </td>
                    <td>
                      {lower.has(row.id) && (
                        <label className="line nowrap">
                          <input
                            type="checkbox"
                            checked={batch[row.id]?.acceptDowngrade === true}
                            onChange={(event) =>
                              set(row.id, { acceptDowngrade: event.target.checked ? true : undefined })
                            }
                          />
                          {words.acceptDowngrade}
                        </label>
                      )}
                    </td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </>
  )
}
