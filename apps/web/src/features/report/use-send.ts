import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { call } from '../../api/client.js'
import { keyOf } from '../../api/use-api.js'
import { navigate } from '../../app/field-router.js'
import { type Draft, draftOnto, type ReportBody, type ReportForm, type Standing } from './draft.js'
import { keepReport, keptReport, type Of, type Sent } from './kept-report.js'
import { isThatReport, type ReadReport, saidOf } from './read-draft.js'
import { readAnew, resultOf } from './use-mine.js'

type Sending = { readonly id: string; readonly form: ReportForm; readonly of: Of; readonly start: Draft }

/**
 * What was typed of a day, kept over a reload, and its way to the server. The same said again goes out under the same id, also
 * after a reload: its answer may have been lost. What is said anew is another command.
 */
export const useDayReport = ({ id, form, of, start }: Sending) => {
  const client = useQueryClient()
  const stands = form.stands
  const [kept] = useState(() => keptReport(of))
  const [draft, setDraft] = useState<Draft>(kept?.draft ?? start)
  const [sent, setSent] = useState<Sent | null>(kept?.sent ?? null)
  const [onto, setOnto] = useState(kept === null ? (stands?.id ?? null) : kept.onto)
  if (stands !== null && stands.id !== onto) {
    setOnto(stands.id)
    setDraft(draftOnto(draft, stands))
  }
  const set = (change: Partial<Draft>): void => {
    const next = { ...draft, ...change }
    setDraft(next)
    keepReport(of, JSON.stringify(next) === JSON.stringify(start) ? null : { draft: next, sent, onto })
  }
  const show = (report: Standing): void => {
    const key = keyOf('report.form', { params: { id }, query: { day: form.day } })
    client.setQueryData(key, { ...form, stands: report })
  }
  const send = useMutation({
    mutationFn: (body: ReportBody) => call('report.record', { params: { id }, body }),
    onSuccess: async (answer) => {
      // Somebody was faster: their figures are shown under the fields, and what was typed would correct them.
      if (answer.outcome === 'stale') return show(answer.current)
      const report = resultOf(answer)
      keepReport(of, null)
      show(report)
      await Promise.all(readAnew.map((key) => client.invalidateQueries({ queryKey: [key], refetchType: 'none' })))
      navigate(`${id}/${form.day}/done`, 'replace')
    },
  })
  // The form was read anew behind an answer that was lost: it is here, and is not to be corrected by itself.
  const hasArrived = !send.isPending && !send.isSuccess && isThatReport({ draft, sent }, form)
  const { account, enterprise, day } = of
  useEffect(() => {
    if (!hasArrived) return
    keepReport({ account, enterprise, day }, null)
    navigate(`${enterprise}/${day}/done`, 'replace')
  }, [hasArrived, account, enterprise, day])
  const submit = (read: ReadReport): void => {
    const body = { ...read.said, day: form.day, corrects: stands?.id ?? null }
    const now = saidOf(read, form.day, body.corrects)
    const next = sent?.said === now ? sent : { id: uuidv7(), said: now }
    setSent(next)
    keepReport(of, { draft, sent: next, onto })
    send.mutate({ ...body, id: next.id })
  }
  return { draft, set, submit, send }
}
