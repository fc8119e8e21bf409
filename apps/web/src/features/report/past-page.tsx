import { useState } from 'react'
import { useApi, usePages } from '../../api/use-api.js'
import { FieldLink } from '../../app/field-router.js'
import { useI18n } from '../../i18n/i18n.js'
import { useReport } from '../../i18n/report.js'
import { PagedList } from '../../ui/paged-list.js'
import { EmptyState, Skeleton } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { ClearForm } from './clear-form.js'
import type { Standing } from './draft.js'
import { EnterpriseProblem, EnterpriseTop, useNameOf } from './enterprise-top.js'
import { StandingFigures } from './standing-figures.js'
import type { Enterprise } from './use-enterprise.js'
import { useKindName } from './use-kinds.js'

type Props = {
  readonly id: string
  readonly report: Standing
  readonly nameOf: (product: string) => string
  /** The oldest day that can still be reported. */
  readonly oldest: string | undefined
  readonly may: { readonly report: boolean; readonly clear: boolean }
}

const isDoubted = (report: Standing): boolean => report.lines.some(({ doubts }) => doubts.length > 0)

const PastReport = ({ id, report, nameOf, oldest, may }: Props) => {
  const words = useReport()
  const { language } = useI18n()
  const [isClearing, setClearing] = useState(false)
  const stands = !report.superseded
  const open = stands && report.cleared === null && isDoubted(report)
  const day = formatDay(report.day, language)
  return (
    <li className={`card stack${stands ? '' : ' r-old'}`}>
      <h2>
        {day} {!stands && <span className="tag">{words.corrected}</span>}{' '}
        {report.corrects !== null && <span className="tag">{words.isCorrection}</span>}
      </h2>
      <StandingFigures report={report} nameOf={nameOf} />
      {isClearing && <ClearForm id={id} report={report.id} onDone={() => setClearing(false)} />}
      {stands && (
        <p className="line">
          {may.report && oldest !== undefined && report.day >= oldest && (
            <FieldLink to={`${id}/${report.day}/correct`} className="btn">
              {words.correct}
              <span className="sr"> {day}</span>
            </FieldLink>
          )}
          {open && may.clear && !isClearing && (
            <button type="button" className="btn" onClick={() => setClearing(true)}>
              {words.clear}
              <span className="sr"> {day}</span>
            </button>
          )}
        </p>
      )}
      {stands && may.report && oldest !== undefined && report.day < oldest && (
        <p className="muted small">{words.tooOld}</p>
      )}
    </li>
  )
}

/** Reports of an enterprise, the newest day first: corrections, doubts and who found them right (E1). */
export const PastReports = ({ enterprise }: { readonly enterprise: Enterprise }) => {
  const words = useReport()
  const { number } = useI18n()
  const kindName = useKindName()
  const { id, may } = enterprise
  const form = useApi('report.form', { params: { id }, query: {} }, { staleTime: 60_000, enabled: may.report })
  const list = usePages('report.list', { params: { id }, query: {} })
  const nameOf = (product: string): string => {
    const known = enterprise.products.find((one) => one.id === product)
    return known === undefined ? '' : `${kindName(known.kind)} · ${known.model}`
  }
  const empty = (
    <EmptyState title={words.pastEmpty}>
      <p>{words.pastEmptyHint}</p>
    </EmptyState>
  )
  return (
    <PagedList query={list} big shown={(n) => words.shown(number(n))} empty={empty}>
      {(rows) => (
        <ul className="stack">
          {rows.map((report) => (
            <PastReport
              key={report.id}
              id={id}
              report={report}
              nameOf={nameOf}
              oldest={form.data?.days.at(-1)?.day}
              may={may}
            />
          ))}
        </ul>
      )}
    </PagedList>
  )
}

/** The past of an enterprise on its own page. */
export const PastPage = ({ id }: { readonly id: string }) => {
  const enterpriseName = useNameOf()
  const page = useApi('enterprise.read', { params: { id } })
  if (page.data === undefined) {
    if (page.error) return <EnterpriseProblem error={page.error} onRetry={() => void page.refetch()} />
    return <Skeleton />
  }
  return (
    <>
      <EnterpriseTop id={id} name={enterpriseName(page.data)} at="past" />
      <PastReports enterprise={page.data} />
    </>
  )
}
