import { navigate } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { useReport } from '../../i18n/report.js'
import { Field } from '../../ui/form.js'
import { formatDay } from '../../ui/time.js'
import type { ReportForm } from './draft.js'
import { useMine } from './use-mine.js'

/** The days that can be reported, each with how it stands. */
export const DayChoice = ({ id, form }: { readonly id: string; readonly form: ReportForm }) => {
  const words = useReport()
  const { language } = useI18n()
  const { owedDay, rows } = useMine().data ?? { owedDay: '', rows: [] }
  const last = rows.find((row) => row.id === id)?.lastDay
  const today = form.days[0]?.day
  const wordsOf = ({ day, reported }: ReportForm['days'][number]): string => {
    const written = formatDay(day, language)
    if (reported) return words.dayReported(written)
    // What was not reported since the last time is owed; of whoever never did, only the newest day is known to be.
    const isOwed = day === owedDay || (last != null && day > last && day < owedDay)
    if (isOwed) return words.dayOwed(written)
    return day === today ? words.today(written) : written
  }
  return (
    <Field label={words.day}>
      {(ids) => (
        <select
          {...ids}
          className="input"
          value={form.day}
          onChange={(event) => navigate(`${id}/${event.target.value}`, 'replace')}
        >
          {form.days.map((one) => (
            <option key={one.day} value={one.day}>
              {wordsOf(one)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
