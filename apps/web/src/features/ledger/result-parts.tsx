import { findingSentence } from '@lianfang/contract'
import { Link } from '@tanstack/react-router'
import { type Reply, urlOf } from '../../api/client.js'
import { usePages } from '../../api/use-api.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useTables } from '../../i18n/tables.js'
import { PagedList } from '../../ui/counted-list.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { formatDay } from '../../ui/time.js'
import type { ImportInfo } from './import-info.js'
import { PutRight, useVillageChoices, VillageInput } from './village-choice.js'

type Row = Reply<'import.rows'>['rows'][number]
type Verdict = Row['verdict']
export type VerdictFilter = Verdict | 'all' | 'warnings' | 'untold'

export const FileLinks = ({ id }: { readonly id: string }) => {
  const { ledger: words } = useDesk()
  const { language } = useI18n()
  const href = (format: 'xlsx' | 'csv'): string => urlOf('import.file', { params: { id }, query: { format, language } })
  return (
    <span className="line">
      <a className="btn" href={href('xlsx')} download>
        {words.download} XLSX
      </a>
      <a className="btn" href={href('csv')} download>
        CSV
      </a>
    </span>
  )
}

type ChipsProps = {
  readonly counts: NonNullable<ImportInfo['counts']>
  /** Rows without a village. */
  readonly untold: number
  readonly value: VerdictFilter
  readonly onChange: (value: VerdictFilter) => void
}

const order = ['new', 'changed', 'same', 'twice', 'doubtful', 'wrong', 'notYours'] as const

/** Seven counts; each is the filter of the rows behind it. */
export const VerdictChips = ({ counts, untold, value, onChange }: ChipsProps) => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  const tables = useTables()
  const chips: readonly { readonly id: VerdictFilter; readonly label: string; readonly count: number }[] = [
    { id: 'all', label: words.all, count: counts.rows },
    ...order.map((id) => ({ id, label: tables.verdicts[id], count: counts[id] })),
    { id: 'warnings', label: words.warnings, count: counts.warnings },
    ...(untold > 0 ? [{ id: 'untold' as const, label: words.untold, count: untold }] : []),
  ]
  return (
    <fieldset className="verdicts">
      <legend className="sr">{words.verdict}</legend>
      {chips.map((chip) => (
        <button
          key={chip.id}
          type="button"
          className={`verdict ${chip.id === 'wrong' && chip.count > 0 ? 'is-wrong' : ''}`}
          aria-pressed={value === chip.id}
          onClick={() => onChange(chip.id)}
        >
          <span className="verdict-n num">{number(chip.count)}</span>
          <span>{chip.label}</span>
        </button>
      ))}
    </fieldset>
  )
}

const Findings = ({ row }: { readonly row: Row }) => {
  const { ledger: words } = useDesk()
  const { words: base, language } = useI18n()
  const tables = useTables()
  if (row.findings.length === 0) return <span className="muted">{words.noFindings}</span>
  return (
    <ul>
      {row.findings.map((finding) => (
        <li key={`${finding.field}${finding.code}${finding.value}`}>
          {finding.field !== null && <span className="muted">{base.labelled(tables.fields[finding.field], '')}</span>}
          {findingSentence(tables, finding, (day) => formatDay(day, language)) ?? base.errors.fields.other}
          {finding.ages === undefined && finding.value !== null && finding.value !== '' && (
            <q className="found">{finding.value}</q>
          )}
        </li>
      ))}
    </ul>
  )
}

/** The other one of a row that is, or may be, there already. */
const WithWhom = ({ row }: { readonly row: Row }) => {
  const { ledger: words } = useDesk()
  const with_ = words.withWhom[row.verdict === 'doubtful' ? 'doubtful' : 'twice']
  if (row.twin !== null) return <div className="muted small">{with_.row(String(row.twin))}</div>
  if (row.verdict !== 'doubtful' || row.person === null) return null
  return <div className="muted small">{with_.person(row.person.name)}</div>
}

type RowsProps = { readonly info: ImportInfo; readonly place: string; readonly filter: VerdictFilter }

/** Which rows a filter asks for: a verdict, or something that was found. */
const queryOf = (filter: VerdictFilter) => {
  if (filter === 'all') return {}
  if (filter === 'untold') return { findings: 'untold' as const }
  return filter === 'warnings' ? { findings: 'some' as const } : { verdict: filter }
}

/** The rows behind a filter, and beside each that writes no village the way to say which it is. */
export const ResultRows = ({ info, place, filter }: RowsProps) => {
  const { id } = info
  const choices = useVillageChoices(info)
  const { ledger: words, people } = useDesk()
  const tables = useTables()
  const query = usePages('import.rows', {
    params: { id },
    query: { limit: 100, ...queryOf(filter) },
  })
  return (
    <PagedList query={query} skeleton={8} empty={<EmptyState title={people.empty} />}>
      {(rows) => (
        <>
          <TableBox label={words.resultCaption} tall>
            <table className="table table-rows">
              <caption>{words.resultCaption}</caption>
              <thead>
                <tr>
                  <th scope="col" className="n">
                    {words.rowNumber}
                  </th>
                  <th scope="col">{words.verdict}</th>
                  <th scope="col">{words.name}</th>
                  <th scope="col">{words.place}</th>
                  <th scope="col">{words.findings}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.row}>
                    <th scope="row" className="n">
                      {row.row}
                    </th>
                    <td className={`nowrap ${row.verdict === 'wrong' ? 'alarm-text' : ''}`}>
                      {tables.verdicts[row.verdict]}
                      <WithWhom row={row} />
                    </td>
                    <td>
                      {row.person === null || row.verdict === 'doubtful' ? (
                        (row.name ?? '')
                      ) : (
                        <Link to="/people/$id" params={{ id: row.person.id }} search={{ place }}>
                          {row.name ?? row.person.name}
                        </Link>
                      )}
                    </td>
                    <td>
                      <span className="keep">{row.place ?? ''}</span>
                      {row.untold && choices.villages.length > 0 && (
                        <VillageInput
                          label={words.villageOfRow(String(row.row))}
                          target={{ row: row.row }}
                          choices={choices}
                        />
                      )}
                    </td>
                    <td className="cell-line">
                      <Findings row={row} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableBox>
          {rows.some(({ untold }) => untold) && <PutRight info={info} choices={choices} of="rows" />}
        </>
      )}
    </PagedList>
  )
}
