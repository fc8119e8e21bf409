import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { call } from '../../api/client.js'
import { useCommandId } from '../../api/use-command-id.js'
import { useWords } from '../../i18n/i18n.js'
import { useReport } from '../../i18n/report.js'
import { Field, focusFirstWrong } from '../../ui/form.js'
import { ProblemNote } from '../../ui/states.js'
import { useToast } from '../../ui/toast.js'
import { useKeptNote } from '../session/kept-note.js'
import { readAnew } from './use-mine.js'

type Props = { readonly id: string; readonly report: string; readonly onDone: () => void }

/** A liaison says by name that a doubted report is right, and how one knows. */
export const ClearForm = ({ id, report, onDone }: Props) => {
  const words = useReport()
  const { common } = useWords()
  const client = useQueryClient()
  const toast = useToast()
  const idOf = useCommandId()
  const [reason, setReason] = useKeptNote(`clear.${report}`)
  const [isShort, setShort] = useState(false)
  const clear = useMutation({
    mutationFn: (said: { readonly reason: string }) =>
      call('report.clear', { params: { id, report }, body: { id: idOf({ report, ...said }), ...said } }),
    onSuccess: () => {
      setReason(null)
      toast({ text: words.cleared })
      onDone()
    },
    // Also after a refusal: somebody else may have looked at it, or corrected it.
    onSettled: () => Promise.all(readAnew.map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const said = reason.trim()
    setShort(said.length < 2)
    if (said.length < 2) focusFirstWrong(event.currentTarget)
    else clear.mutate({ reason: said })
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Field label={words.clearReason} hint={words.clearHint} error={isShort ? words.clearShort : null}>
        {(ids) => (
          <textarea
            {...ids}
            className="input"
            maxLength={300}
            rows={3}
            value={reason}
            onChange={(event) => {
              setReason(event.target.value)
              setShort(false)
            }}
          />
        )}
      </Field>
      {clear.error && <ProblemNote error={clear.error} saving />}
      <p className="line">
        <button type="submit" className="btn btn-main" disabled={clear.isPending}>
          {words.clearSubmit}
        </button>
        <button type="button" className="btn" onClick={onDone}>
          {common.cancel}
        </button>
      </p>
    </form>
  )
}
