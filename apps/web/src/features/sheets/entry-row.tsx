import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useI18n } from '../../i18n/i18n.js'
import { type SheetMessages, useSheetWords } from '../../i18n/sheets.js'
import { TierMark } from '../../ui/tier-mark.js'
import { partsIn } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import { type Cell, type Draft, isSaid } from './entry-draft.js'
import { closedBy, type Entry } from './use-entry.js'
import { type SheetRecord, type SheetRow, useLineName } from './use-sheets.js'

type Props = { readonly row: SheetRow; readonly entry: Entry }
type Told = { readonly record: SheetRecord; readonly as: string }

/** What was recorded, in one line. */
const Recorded = ({ record, as }: Told) => {
  const words = useSheetWords()
  const { words: base } = useI18n()
  const zone = useZone()
  const { person } = base
  const said = [
    words.outcomes[record.outcome],
    person.channels[record.channel],
    record.spo2Percent === null ? null : person.spo2(String(record.spo2Percent)),
    record.temperatureC === null ? null : person.temperature(record.temperatureC.toFixed(1)),
    record.breathsPerMinute === null ? null : person.breaths(String(record.breathsPerMinute)),
    record.by,
  ]
  return (
    <>
      <span className="tag">{as}</span>{' '}
      <span className="num">
        {partsIn(Date.parse(record.at), zone).clock} {said.filter((text) => text !== null).join(' · ')}
      </span>
    </>
  )
}

const texts = ['spo2', 'temperature', 'breaths', 'days', 'signs'] as const
const longest = { clock: 8, spo2: 5, temperature: 7, breaths: 5, days: 5, signs: 40, note: 500 } as const

/** A box of a line with its complaint under it; named for readers by what it is and whose. */
const Box = ({
  row,
  entry,
  cell,
  what,
  children,
}: Props & { readonly cell: Cell; readonly what: string; readonly children: (ids: object) => ReactNode }) => {
  const words = useSheetWords()
  const name = useLineName()(row)
  const fault = entry.faultsOf(row)[cell]
  const id = `fault-${row.n}-${cell}`
  const wrong = fault === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': id }
  return (
    <td>
      {children({
        ...{ 'aria-label': words.cell(what, String(row.n), name), 'data-cell': '', className: 'input', ...wrong },
        onBlur: () => entry.leave(row, cell),
      })}
      {fault !== undefined && (
        <span className="error small" id={id}>
          {words.faults[fault]}
        </span>
      )}
    </td>
  )
}

const whatOf = (words: SheetMessages, cell: 'clock' | (typeof texts)[number] | 'note'): string => words.columns[cell]

const Text = ({ row, entry, cell }: Props & { readonly cell: keyof typeof longest }) => {
  const words = useSheetWords()
  return (
    <Box row={row} entry={entry} cell={cell} what={whatOf(words, cell)}>
      {(ids) => (
        <input
          {...ids}
          autoComplete="off"
          inputMode={cell === 'note' || cell === 'signs' ? 'text' : 'decimal'}
          maxLength={longest[cell]}
          value={entry.draftOf(row)[cell]}
          onChange={({ target }) => entry.set(row, { [cell]: target.value })}
        />
      )}
    </Box>
  )
}

type SelectProps<T extends string> = Props & {
  readonly cell: Cell
  readonly what: string
  readonly value: T
  readonly names: Readonly<Record<T, string>>
  readonly onPick: (value: T) => Partial<Draft>
}

const Select = <T extends string>({ row, entry, cell, what, value, names, onPick }: SelectProps<T>) => {
  const options = Object.keys(names) as T[] // the table is complete by its type
  return (
    <Box row={row} entry={entry} cell={cell} what={what}>
      {(ids) => (
        <select
          {...ids}
          value={value}
          onChange={({ target }) => entry.set(row, onPick(options.find((one) => one === target.value) ?? value))}
        >
          {options.map((one) => (
            <option key={one} value={one}>
              {names[one]}
            </option>
          ))}
        </select>
      )}
    </Box>
  )
}

const Boxes = (props: Props) => {
  const words = useSheetWords()
  const draft = props.entry.draftOf(props.row)
  return (
    <>
      <Select
        {...props}
        cell="outcome"
        what={words.result}
        value={draft.outcome}
        names={words.results}
        onPick={(outcome) => ({ outcome })}
      />
      <Text {...props} cell="clock" />
      <Select
        {...props}
        cell="channel"
        what={words.channel}
        value={draft.channel}
        names={words.channels}
        onPick={(channel) => ({ channel })}
      />
      {texts.map((cell) => (
        <Text key={cell} {...props} cell={cell} />
      ))}
      <Text {...props} cell="note" />
    </>
  )
}

/** How many boxes a line has. */
export const boxCount = 9

/** One line of the paper: to be filled, or said why not. */
export const EntryRow = ({ row, entry }: Props) => {
  const words = useSheetWords()
  const name = useLineName()(row)
  const [also, setAlso] = useState(false)
  const closed = closedBy(row)
  const said = isSaid(entry.draftOf(row))
  const record: Told | null =
    row.entered !== null
      ? { record: row.entered, as: words.entered }
      : row.meanwhile === null
        ? null
        : { record: row.meanwhile, as: words.meanwhile }
  // What was typed stays in sight, also when somebody else was faster.
  const fills = closed === null && (record === null || also || said)
  return (
    <>
      <tr className={row.entered === null ? '' : 'is-entered'}>
        <td className="num">{row.n}</td>
        <th scope="row">
          {row.person === null ? <span className="muted">{words.notHere}</span> : name} <TierMark tier={row.tier} />
        </th>
        {fills ? (
          <Boxes row={row} entry={entry} />
        ) : (
          <td colSpan={boxCount}>
            {closed !== null && (
              <span className="alarm-text">{closed === 'gone' ? words.gone : words[closed](name)} </span>
            )}
            {record !== null && <Recorded {...record} />}
            {record !== null && row.entered === null && closed === null && (
              <button
                type="button"
                className="btn btn-quiet"
                aria-label={words.alsoOf(name)}
                onClick={() => setAlso(true)}
              >
                {words.also}
              </button>
            )}
            {row.person !== null && row.entered !== null && (
              <>
                {' '}
                <Link to="/people/$id" params={{ id: row.personId }} className="quiet-link">
                  {words.toPerson(name)}
                </Link>
              </>
            )}
          </td>
        )}
      </tr>
      {fills && record !== null && (
        <tr>
          <td />
          <td colSpan={boxCount + 1} className="small">
            <Recorded {...record} />
          </td>
        </tr>
      )}
    </>
  )
}
