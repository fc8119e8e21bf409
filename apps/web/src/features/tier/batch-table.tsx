import { useState } from 'react'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { TableBox } from '../../ui/table-box.js'
import { askedFor, type Batch, type Confirmed, withChange } from './batch.js'
import { BatchRow, useOptions, type Waiting } from './batch-row.js'

type Props = {
  readonly rows: readonly Waiting[]
  readonly batch: Batch
  readonly mayConfirm: boolean
  readonly onChange: (batch: Batch) => void
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

/** Those who wait, with the facts that decide: a line each on the desk, a card each on a phone. */
export const BatchTable = ({ rows, batch, mayConfirm, onChange }: Props) => {
  const { tier: words } = useDesk()
  const { words: shown, number } = useI18n()
  const { person } = shown
  const [ticked, setSelected] = useState<ReadonlySet<string>>(new Set())
  // Whoever is confirmed leaves the list: nobody out of sight is selected.
  const selected = new Set(rows.filter((row) => ticked.has(row.id)).map((row) => row.id))
  const [left, setLeft] = useState(0)
  const toggle = (id: string): void =>
    setSelected((old) => (old.has(id) ? new Set([...old].filter((one) => one !== id)) : new Set([...old, id])))
  const setAll = (change: Confirmed): void => {
    const chosen = rows.filter((row) => selected.has(row.id))
    const ids = askedFor(chosen, change)
    setLeft(chosen.length - ids.length)
    onChange(withChange(batch, ids, change))
  }
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
      {left > 0 && (
        <p className="muted" role="status">
          {words.notAsked(number(left))}
        </p>
      )}
      <TableBox label={words.batchCaption} tall>
        <table className="table table-rows batch">
          <caption>{words.batchCaption}</caption>
          <thead>
            <tr>
              {mayConfirm && <td />}
              <th scope="col">{words.person}</th>
              <th scope="col">{person.tier}</th>
              <th scope="col">{words.disease}</th>
              <th scope="col">{words.vaccination}</th>
              <th scope="col">{words.episode}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <BatchRow
                key={row.id}
                row={row}
                filled={batch[row.id]}
                selected={selected.has(row.id)}
                mayConfirm={mayConfirm}
                onToggle={() => toggle(row.id)}
                onSet={(change) => onChange(withChange(batch, [row.id], change))}
              />
            ))}
          </tbody>
        </table>
      </TableBox>
    </>
  )
}
