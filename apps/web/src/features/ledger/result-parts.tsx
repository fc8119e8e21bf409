import { type Reply, urlOf } from '../../api/client.js'
import { usePages } from '../../api/use-api.js'
import { useDesk } from '../../i18n/desk.js'
import { useI18n } from '../../i18n/i18n.js'
import { useTables } from '../../i18n/tables.js'
import { PagedList } from '../../ui/paged-list.js'
import { EmptyState } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import type { ImportInfo } from './import-info.js'

type Row = Reply<'import.rows'>['rows'][number]
type Verdict = Row['verdict']
export type VerdictFilter = Verdict | 'all' | 'warnings'

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
  readonly value: VerdictFilter
  readonly onChange: (value: VerdictFilter) => void
}

const order = ['new', 'changed', 'same', 'twice', 'doubtful', 'wrong', 'notYours'] as const

/** Seven counts; each is the filter of the rows behind it. */
export const VerdictChips = ({ counts, value, onChange }: ChipsProps) => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  const tables = useTables()
  const chips: readonly { readonly id: VerdictFilter; readonly label: string; readonly count: number }[] = [
    { id: 'all', label: words.all, count: counts.rows },
    ...order.map((id) => ({ id, label: tables.verdicts[id], count: counts[id] })),
    { id: 'warnings', label: words.warnings, count: counts.warnings },
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
  const { words: base } = useI18n()
  const tables = useTables()
  const sentences: Readonly<Record<string, string>> = tables.findings
  if (row.findings.length === 0) return <span className="muted">{words.noFindings}</span>
  return (
    <ul>
      {row.findings.map((finding) => (
        <li key={`${finding.field}${finding.code}${finding.value}`}>
          {finding.field !== null && <span className="muted">{base.labelled(tables.fields[finding.field], '')}</span>}
          {sentences[finding.code] ?? base.errors.fields.other}
          {finding.value !== null && finding.value !== '' && <q className="found">{finding.value}</q>}
        </li>
      ))}
    </ul>
  )
}

export const ResultRows = ({ id, filter }: { readonly id: string; readonly filter: VerdictFilter }) => {
  const { ledger: words, people } = useDesk()
  const { number } = useI18n()
  const tables = useTables()
  const query = usePages('import.rows', {
    params: { id },
    query: {
      limit: 100,
      ...(filter === 'all' || filter === 'warnings' ? {} : { verdict: filter }),
      ...(filter === 'warnings' ? { findings: 'some' as const } : {}),
    },
  })
  return (
    <PagedList query={query} skeleton={8} empty={<EmptyState title={people.empty} />}>
      {(rows) => (
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
                    {number(row.row)}
                  </th>
                  <td className={`nowrap ${row.verdict === 'wrong' ? 'alarm-text' : ''}`}>
                    {tables.verdicts[row.verdict]}
                    {row.twin !== null && <div className="muted small">{words.twin(number(row.twin))}</div>}
                  </td>
                  <td>{row.name ?? ''}</td>
                  <td>
                    <span className="keep">{row.place ?? ''}</span>
                  </td>
                  <td className="cell-line">
                    <Findings row={row} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </PagedList>
  )
}

type Unsure = { readonly written: string; readonly read: string | null; readonly rows: number }
type ListProps = { readonly title: string; readonly caption: string; readonly list: readonly Unsure[] }

const UnsureTable = ({ title, caption, list }: ListProps) => {
  const { ledger: words } = useDesk()
  const { number } = useI18n()
  return (
    <details className="why card" open={list.length < 12}>
      <summary>
        {title} <span className="num">({number(list.length)})</span>
      </summary>
      <table className="table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.written}</th>
            <th scope="col">{words.readAs}</th>
            <th scope="col" className="n">
              {words.rows}
            </th>
          </tr>
        </thead>
        <tbody>
          {list.map((one) => (
            <tr key={one.written}>
              <th scope="row">{one.written === '' ? <span className="muted">{words.blank}</span> : one.written}</th>
              <td>{one.read ?? <span className="alarm-text">{words.unread}</span>}</td>
              <td className="n">{number(one.rows)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

/** What was read by likeness or not at all, to be looked over before deciding. */
export const UnsureLists = ({ info }: { readonly info: ImportInfo }) => {
  const { ledger: words } = useDesk()
  const { person } = useI18n().words
  const vaccination: Readonly<Record<string, string>> = person.vaccination
  const vaccines = info.unsureVaccines.map((one) => ({ ...one, read: vaccination[one.read] ?? one.read }))
  if (info.unsureVillages.length === 0 && vaccines.length === 0) return null
  return (
    <div className="unsure">
      {info.unsureVillages.length > 0 && (
        <UnsureTable title={words.unsureVillages} caption={words.unsureVillagesCaption} list={info.unsureVillages} />
      )}
      {vaccines.length > 0 && (
        <UnsureTable title={words.unsureVaccines} caption={words.unsureVaccinesCaption} list={vaccines} />
      )}
    </div>
  )
}
