import { signLetter } from '@lianfang/domain/care'
import { dangerSigns } from '@lianfang/domain/policy'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useApi } from '../../api/use-api.js'
import { Page } from '../../app/page.js'
import { useAlarmWords } from '../../i18n/alarms.js'
import { useI18n } from '../../i18n/i18n.js'
import { useSheetWords } from '../../i18n/sheets.js'
import { Loaded } from '../../ui/states.js'
import { TableBox } from '../../ui/table-box.js'
import { TierMark } from '../../ui/tier-mark.js'
import { formatDay, formatInstant } from '../../ui/time.js'
import { useZone } from '../../ui/zone.js'
import { useDueReason } from '../people/due-words.js'
import './sheets.css'
import { nameOf, type Sheet, type SheetRow, useSheet } from './use-sheets.js'

/** Boxes that a pen fills, in the order in which they are entered later. */
const boxes = ['clock', 'spo2', 'temperature', 'breaths', 'days', 'signs', 'note'] as const
const printed = ['n', 'person', 'tier', 'home', 'why', 'mode', 'result'] as const
const columns = [...printed, ...boxes] as const

const Line = ({ row }: { readonly row: SheetRow }) => {
  const words = useSheetWords()
  const { words: base, language } = useI18n()
  const zone = useZone()
  const reasonOf = useDueReason()
  const { person, due } = row
  return (
    <tr>
      <td className="num">{row.n}</td>
      <th scope="row">
        {person?.name ?? words.notHere}
        {person?.age != null && <span className="sheet-small"> {base.person.age(person.age)}</span>}
      </th>
      <td>
        <TierMark tier={row.tier} />
      </td>
      <td>
        {person?.village}
        {person?.address != null && <span className="sheet-address">{person.address}</span>}
        {person?.phones.map((phone) => (
          <span key={phone} className="sheet-phone num">
            {phone}
          </span>
        ))}
      </td>
      <td className="sheet-small">
        {reasonOf(due)}
        {row.attempts > 0 && <span> · {base.person.attempts(row.attempts)}</span>}
        <span className="sheet-phone num">
          {due.dueAt === null ? words.noDue : words.until(formatInstant(due.dueAt, zone, language))}
        </span>
      </td>
      {/* Nobody is told to call where there is no number. */}
      <td>{base.person.mode[person?.phones.length === 0 ? 'visit' : due.mode]}</td>
      <td className="sheet-boxes">
        <span>{words.reachedBox}</span> <span>{words.unansweredBox}</span>
      </td>
      {boxes.map((box) => (
        <td key={box} />
      ))}
    </tr>
  )
}

/** Whom to call: the team's doctor and the institution of the township, as far as they are entered; else a line to write on. */
const Numbers = ({ sheet }: { readonly sheet: Sheet }) => {
  const words = useSheetWords()
  const township = sheet.place.code.slice(0, 9)
  const { data, isPending } = useApi('number.list', { query: { place: township } })
  const here = data?.townships.find((one) => one.township.code === township)
  const doctor = here?.teams.find((one) => one.id === sheet.team?.id)?.doctor ?? null
  const known = [doctor, here?.institution ?? null].filter((one) => one !== null)
  if (isPending) return null
  if (known.length === 0) return <span>{words.noNumber}</span>
  return <strong className="num">{known.map((one) => words.institution(one.name, one.number)).join(' · ')}</strong>
}

const Head = ({ sheet }: { readonly sheet: Sheet }) => {
  const words = useSheetWords()
  const { language, number } = useI18n()
  const zone = useZone()
  const about = [
    formatDay(sheet.day, language),
    sheet.team === null ? null : sheet.place.name,
    words.people(number(sheet.people)),
    words.printedBy(formatInstant(sheet.printedAt, zone, language), sheet.printedBy ?? ''),
  ]
  return (
    <thead>
      <tr>
        <td colSpan={columns.length} className="sheet-head">
          <div>
            <span>
              <strong>{words.paperTitle(nameOf(sheet))}</strong> {about.filter((text) => text !== null).join(' · ')}
            </span>
            <strong className="num sheet-code">{words.sheetCode(sheet.code)}</strong>
          </div>
        </td>
      </tr>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col" className={`sheet-col-${column}`}>
            {words.columns[column]}
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** The letters that stand for danger signs: a letter fits the box of a line, and means the same when it is typed. */
const Signs = () => {
  const words = useSheetWords()
  const { signs } = useAlarmWords()
  return (
    <p>
      <strong>{words.signsTitle}</strong>{' '}
      {dangerSigns.map((sign) => (
        <span key={sign} className="sheet-sign">
          <strong>{signLetter(sign)}</strong> {signs[sign]}
        </span>
      ))}
    </p>
  )
}

/** Head and foot are the table's own: the browser repeats both on every page of paper. */
const Paper = ({ sheet }: { readonly sheet: Sheet }) => {
  const words = useSheetWords()
  const { number } = useI18n()
  return (
    <section className="sheet-paper" aria-label={words.paperTitle(nameOf(sheet))}>
      <table>
        <Head sheet={sheet} />
        <tfoot>
          <tr>
            <td colSpan={columns.length} className="sheet-foot">
              <p>
                <strong>{words.ruleTitle}</strong> {words.rule} <Numbers sheet={sheet} />
              </p>
              <Signs />
              <p>{words.keep}</p>
            </td>
          </tr>
        </tfoot>
        <tbody>
          {sheet.rows.map((row) => (
            <Line key={row.n} row={row} />
          ))}
        </tbody>
      </table>
      {sheet.leftOver > 0 && <p>{words.leftOver(number(sheet.leftOver))}</p>}
    </section>
  )
}

/** A day list as it lies on paper; the browser prints it or saves it as a PDF (decision 0016). */
export const SheetPrintPage = () => {
  const words = useSheetWords()
  const { id } = useParams({ from: '/sheets/$id/print' })
  const search = useSearch({ from: '/sheets/$id/print' })
  const query = useSheet(id)
  const { data } = query
  return (
    <Page
      title={data === undefined ? words.print : words.paperTitle(nameOf(data))}
      aside={words.paperHint}
      error={query.error}
      actions={
        data !== undefined && (
          <>
            <Link to="/sheets/$id" params={{ id }} search={search} className="btn">
              {words.enter}
            </Link>
            <button type="button" className="btn btn-main" onClick={() => print()}>
              {words.printNow}
            </button>
          </>
        )
      }
    >
      <Loaded query={query} rows={12}>
        {(sheet) => (
          <TableBox label={words.print}>
            <Paper sheet={sheet} />
          </TableBox>
        )}
      </Loaded>
    </Page>
  )
}
