import { useState } from 'react'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useTables } from '../../i18n/tables.js'
import { TextField, useFieldError } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import type { ImportInfo } from './import-info.js'
import { useCheck, useImportStep } from './use-import-step.js'

type FieldName = NonNullable<ImportInfo['columns'][number]['field']>
type Chosen = Readonly<Record<number, FieldName | null>>

const FileFacts = ({ info }: { readonly info: ImportInfo }) => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  const facts = [
    info.sheet === null ? null : words.sheet(info.sheet),
    info.encoding === null ? null : words.encoding(info.encoding),
    info.headerRow === null ? words.noHeader : words.headerRow(number(info.headerRow)),
  ].filter((fact) => fact !== null)
  return (
    <p className="muted num">
      {facts.join(' · ')}
      {info.remembered && ` · ${words.remembered}`}
    </p>
  )
}

type PreviewProps = {
  readonly info: ImportInfo
  readonly chosen: Chosen
  readonly onChoose: (index: number, field: FieldName | null) => void
}

/** The file's first rows under a choice for each column: what it is shows from what is in it. */
const Preview = ({ info, chosen, onChoose }: PreviewProps) => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  const tables = useTables()
  const fields = Object.keys(tables.fields) as FieldName[] // the table is complete by its type
  return (
    <TableBox label={words.previewCaption} tall>
      <table className="table mapping">
        <caption>{words.previewCaption}</caption>
        <thead>
          <tr>
            <th scope="col" className="n">
              {words.rowNumber}
            </th>
            {info.columns.map((column) => {
              const field = chosen[column.index] ?? null
              const unsure = field !== null && !column.sure && field === column.field
              return (
                <th scope="col" key={column.index}>
                  <label>
                    <span className="heading">{column.heading || `${words.column} ${number(column.index + 1)}`}</span>
                    <select
                      className="input"
                      value={field ?? ''}
                      onChange={(event) =>
                        onChoose(column.index, fields.find((name) => name === event.target.value) ?? null)
                      }
                    >
                      <option value="">{words.notUsed}</option>
                      {fields.map((name) => (
                        <option key={name} value={name}>
                          {tables.fields[name]}
                        </option>
                      ))}
                    </select>
                  </label>
                  {unsure && <span className="tag tag-alarm">{words.guess}</span>}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {info.preview.map((row) => (
            <tr key={row.row}>
              <th scope="row" className="n muted">
                {number(row.row)}
              </th>
              {info.columns.map((column) => (
                <td key={column.index} className={chosen[column.index] ? '' : 'muted'}>
                  <div className="preview-cell">{row.cells[column.index] ?? ''}</div>
                </td>
              ))}
            </tr>
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
  const hint =
    found === null || day !== found.day
      ? words.asOfHint
      : [words.asOfSources[found.source], found.of > 0 ? words.asOfAgree(number(found.agree), number(found.of)) : '']
          .filter((text) => text !== '')
          .join(' · ')
  return (
    <section className="stack" aria-labelledby="mapping-title">
      <div>
        <h2 id="mapping-title">{words.mappingTitle}</h2>
        <p>{words.mappingHint}</p>
        <FileFacts info={info} />
      </div>
      {(check.error ?? cancel.error) && <ProblemNote error={check.error ?? cancel.error} saving />}
      <Preview info={info} chosen={chosen} onChoose={(index, field) => setChosen({ ...chosen, [index]: field })} />
      <div className="filters">
        <TextField label={words.asOf} hint={hint} type="date" value={day} error={errorOf('asOf')} onChange={setDay} />
        <button type="button" className="btn btn-main" disabled={check.isPending} onClick={start}>
          {words.check}
        </button>
        <button type="button" className="btn btn-quiet" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
          {words.cancel}
        </button>
      </div>
    </section>
  )
}
