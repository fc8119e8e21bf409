import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useTables } from '../../i18n/tables.js'
import { TextField, useFieldError } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import type { ImportInfo } from './import-info.js'
import { OwnLedger } from './result-notes.js'
import { useOwnPart } from './use-county.js'
import { useCheck, useImportStep } from './use-import-step.js'

type FieldName = NonNullable<ImportInfo['columns'][number]['field']>
type Chosen = Readonly<Record<number, FieldName | null>>

const FileFacts = ({ info }: { readonly info: ImportInfo }) => {
  const { ledger: words } = useDesk()
  const place = useOwnPart(info.county)
  const facts = [
    info.sheet === null ? null : words.sheet(info.sheet),
    info.encoding === null ? null : words.encoding(info.encoding),
    info.headerRow === null ? words.noHeader : words.headerRow(String(info.headerRow)),
  ].filter((fact) => fact !== null)
  return (
    <p className="muted num">
      {facts.join(' · ')}
      {info.remembered && ` · ${words.remembered}`}
      {info.sheet !== null && (
        <>
          {' · '}
          <Link to="/ledger/new" search={{ place, sheet: 'ask' }}>
            {words.otherSheet}
          </Link>
        </>
      )}
    </p>
  )
}

type ColumnProps = {
  readonly column: ImportInfo['columns'][number]
  readonly samples: readonly string[]
  readonly field: FieldName | null
  readonly onChoose: (field: FieldName | null) => void
}

const ColumnRow = ({ column, samples, field, onChoose }: ColumnProps) => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  const tables = useTables()
  const heading = useId()
  const fields = Object.keys(tables.fields) as FieldName[] // the table is complete by its type
  const unsure = field !== null && !column.sure && field === column.field
  return (
    <tr>
      <td className="n muted">{number(column.index + 1)}</td>
      <th scope="row" id={heading} className="cell-lead">
        {column.heading || words.noHeading(number(column.index + 1))}
      </th>
      <td className="cell-line">
        {samples.every((text) => text === '–') ? (
          <span className="muted">{words.allBlank}</span>
        ) : (
          <ul className={`samples ${field === null ? 'muted' : ''}`}>
            {samples.map((text, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells of one column may be alike and never move
              <li key={i}>{text}</li>
            ))}
          </ul>
        )}
      </td>
      <td className="cell-line">
        <select
          className="input"
          aria-labelledby={heading}
          value={field ?? ''}
          onChange={(event) => onChoose(fields.find((name) => name === event.target.value) ?? null)}
        >
          <option value="">{words.notUsed}</option>
          {fields.map((name) => (
            <option key={name} value={name}>
              {tables.fields[name]}
            </option>
          ))}
        </select>
        {unsure && <span className="tag tag-alarm">{words.guess}</span>}
      </td>
    </tr>
  )
}

type ColumnsProps = {
  readonly info: ImportInfo
  readonly chosen: Chosen
  readonly onChoose: (index: number, field: FieldName | null) => void
}

const sampled = 3

/** One row a column, with a few of its cells: what a column is shows from what is in it, and none is out of sight. */
const Columns = ({ info, chosen, onChoose }: ColumnsProps) => {
  const { ledger: words } = useDesk()
  const samplesOf = (index: number): string[] =>
    info.preview.slice(0, sampled).map((row) => row.cells[index]?.trim() || '–')
  return (
    <TableBox label={words.columnsCaption}>
      <table className="table table-rows mapping">
        <caption>{words.columnsCaption}</caption>
        <thead>
          <tr>
            <th scope="col" className="n">
              {words.column}
            </th>
            <th scope="col">{words.heading}</th>
            <th scope="col">{words.samples}</th>
            <th scope="col">{words.meaning}</th>
          </tr>
        </thead>
        <tbody>
          {info.columns.map((column) => (
            <ColumnRow
              key={column.index}
              column={column}
              samples={samplesOf(column.index)}
              field={chosen[column.index] ?? null}
              onChoose={(field) => onChoose(column.index, field)}
            />
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}

/** Columns and the ledger's own day, proposed and to be confirmed; then the check. */
export const Mapping = ({ info, onDone }: { readonly info: ImportInfo; readonly onDone?: () => void }) => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  const [chosen, setChosen] = useState<Chosen>(() => Object.fromEntries(info.columns.map((c) => [c.index, c.field])))
  const [day, setDay] = useState(info.asOf?.day ?? '')
  const check = useCheck(info.id)
  const cancel = useImportStep('import.cancel', info.id)
  const errorOf = useFieldError(check.error)
  const found = info.asOf
  const start = (): void => {
    const columns = info.columns.map((column) => ({ index: column.index, field: chosen[column.index] ?? null }))
    // The file's own day, left as it is, stays the file's and is not "given by you".
    const given = day === '' || (found?.source === 'stated' && day === found.day) ? null : day
    check.mutate({ columns, asOf: given }, { onSuccess: () => onDone?.() })
  }
  const how =
    found === null || day !== found.day
      ? ''
      : [words.asOfSources[found.source], found.of > 0 ? words.asOfAgree(number(found.agree), number(found.of)) : '']
          .filter((text) => text !== '')
          .join(' · ')
  const hint = how === '' ? words.asOfHint : `${words.asOfHint}${words.asOfNow(how)}`
  return (
    <section className="stack" aria-labelledby="mapping-title">
      <div>
        <h2 id="mapping-title">{words.mappingTitle}</h2>
        <p>{words.mappingHint}</p>
        <FileFacts info={info} />
      </div>
      {(check.error ?? cancel.error) && <ProblemNote error={check.error ?? cancel.error} saving />}
      <OwnLedger township={info.township} fields={Object.values(chosen)} untold={0} />
      <Columns info={info} chosen={chosen} onChoose={(index, field) => setChosen({ ...chosen, [index]: field })} />
      <div className="narrow">
        <TextField label={words.asOf} hint={hint} type="date" value={day} error={errorOf('asOf')} onChange={setDay} />
      </div>
      <p className="line">
        <button type="button" className="btn btn-main" disabled={check.isPending} onClick={start}>
          {words.check}
        </button>
        <span className="muted">{words.checkHint}</span>
        <button type="button" className="btn btn-quiet" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
          {words.cancel}
        </button>
      </p>
    </section>
  )
}
