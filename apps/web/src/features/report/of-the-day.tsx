import { useState } from 'react'
import { FieldLink } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { useReport } from '../../i18n/report.js'
import { formatDay } from '../../ui/time.js'
import type { ReportForm, Standing } from './draft.js'
import { keepReport, type Of } from './kept-report.js'
import { StandingFigures } from './standing-figures.js'
import { useProductName } from './use-figure-words.js'
import { useMine } from './use-mine.js'

type Props = {
  readonly id: string
  readonly form: ReportForm
  readonly report: Standing
  /** It has just been received. */
  readonly just: boolean
  /** Other figures of the day were typed and not sent. */
  readonly unsent: boolean
  readonly of: Of
}

/** The newest day that is owed and was left out between others: whoever was silent for days has several to report. */
const missingDay = ({ days, day: shown }: ReportForm, owedDay: string): string | undefined => {
  const oldest = days.findLast(({ reported }) => reported)?.day ?? shown
  return days.find(({ day, reported }) => !reported && day !== shown && day <= owedDay && day > oldest)?.day
}

/** The report of a day that stands, and the way to put it right. */
export const OfTheDay = ({ id, form, report, just, unsent, of }: Props) => {
  const words = useReport()
  const { language } = useI18n()
  const productName = useProductName()
  const [isUnsent, setUnsent] = useState(unsent)
  const nameOf = (product: string): string => {
    const known = form.products.find((each) => each.id === product)
    return known === undefined ? '' : productName(known)
  }
  const missing = missingDay(form, useMine().data?.owedDay ?? '')
  const correct = `${id}/${form.day}/correct`
  const discard = (): void => {
    keepReport(of, null)
    setUnsent(false)
  }
  return (
    <>
      {just && (
        <p className="note note-good strong" role="status">
          {words.recorded}
        </p>
      )}
      {isUnsent && (
        <section className="note note-warn stack">
          <p>{words.unsent}</p>
          <p className="line">
            <FieldLink to={correct} className="btn">
              {words.goOn}
            </FieldLink>
            <button type="button" className="btn" onClick={discard}>
              {words.discard}
            </button>
          </p>
        </section>
      )}
      <section className="card stack" aria-labelledby="standing-title">
        <h2 id="standing-title">{words.whatStands(formatDay(form.day, language))}</h2>
        <StandingFigures report={report} nameOf={nameOf} />
      </section>
      {missing !== undefined && (
        <FieldLink to={`${id}/${missing}`} className="btn btn-main btn-big">
          {words.alsoMissing(formatDay(missing, language))}
        </FieldLink>
      )}
      <FieldLink to={correct} className="btn btn-big">
        {words.correct}
      </FieldLink>
      <FieldLink to="" className="btn btn-big btn-quiet">
        {words.toMine}
      </FieldLink>
    </>
  )
}
