import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { keyOf, useApi } from '../../api/use-api.js'
import { navigate } from '../../app/field-router.js'
import { Skeleton } from '../../ui/states.js'
import { useSession } from '../session/session.js'
import { DayChoice } from './day-choice.js'
import { blankDraft, draftOf, type ReportForm } from './draft.js'
import { EnterpriseProblem, EnterpriseTop, useNameOf } from './enterprise-top.js'
import { keepReport, keptReport } from './kept-report.js'
import { OfTheDay } from './of-the-day.js'
import { isThatReport } from './read-draft.js'
import { ReportFields } from './report-fields.js'

export type Purpose = 'report' | 'correct' | 'done'
type Props = { readonly id: string; readonly day: string | null; readonly purpose: Purpose }

/** Without a day the server says which is owed; the address then has it, so that a reload and the way back keep to it. */
const Owed = ({ id, form }: { readonly id: string; readonly form: ReportForm }) => {
  const client = useQueryClient()
  useEffect(() => {
    client.setQueryData(keyOf('report.form', { params: { id }, query: { day: form.day } }), form)
    navigate(`${id}/${form.day}`, 'replace')
  }, [client, id, form])
  return <Skeleton />
}

const Day = ({ id, form, purpose }: { readonly id: string; readonly form: ReportForm; readonly purpose: Purpose }) => {
  const { account } = useSession()
  const nameOf = useNameOf()
  const of = { account: account.id, enterprise: id, day: form.day }
  const [kept] = useState(() => keptReport(of))
  const stands = form.stands
  // Its answer was lost and the page loaded anew: what was typed is the report that stands.
  const [hasArrived] = useState(kept !== null && isThatReport(kept, form))
  useEffect(() => {
    if (hasArrived) keepReport({ account: account.id, enterprise: id, day: form.day }, null)
  }, [hasArrived, account.id, id, form.day])
  // As it was when the page was opened: a report that arrives meanwhile takes no field from under a finger.
  const [isRead] = useState(stands !== null && (purpose !== 'correct' || hasArrived))
  return (
    <>
      <EnterpriseTop id={id} name={nameOf(form)} at="report" />
      <DayChoice id={id} form={form} />
      {isRead && stands !== null ? (
        <OfTheDay
          id={id}
          form={form}
          report={stands}
          just={purpose === 'done' || hasArrived}
          unsent={kept !== null && !hasArrived}
          of={of}
        />
      ) : (
        <ReportFields id={id} form={form} of={of} start={stands === null ? blankDraft(form) : draftOf(stands)} />
      )}
    </>
  )
}

/** The report of a day: what is still to be said of it, or what was said and the way to put it right (E1). */
export const FormPage = ({ id, day, purpose }: Props) => {
  const query = useApi('report.form', { params: { id }, query: day === null ? {} : { day } }, { staleTime: 5_000 })
  if (query.data === undefined) {
    if (query.error) return <EnterpriseProblem error={query.error} onRetry={() => void query.refetch()} />
    return <Skeleton />
  }
  if (day !== null) return <Day id={id} form={query.data} purpose={purpose} />
  // An answer kept from before may know nothing of a product that was entered since.
  return query.isFetching ? <Skeleton /> : <Owed id={id} form={query.data} />
}
