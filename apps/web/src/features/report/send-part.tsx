import { useEffect, useRef, useState } from 'react'
import { isApiProblem } from '../../api/problem.js'
import { useReport } from '../../i18n/report.js'
import { ProblemNote } from '../../ui/states.js'
import type { ReportForm } from './draft.js'
import { isNoLonger, NoLonger } from './enterprise-top.js'
import type { ReadReport } from './read-draft.js'
import { useDoubtWords, useProductName } from './use-figure-words.js'

type Props = {
  readonly form: ReportForm
  readonly read: ReadReport
  /** Somebody pressed: what is wrong is shown from then on. */
  readonly isTried: boolean
  readonly isRefusedBelow: boolean
  readonly nothing: string | null
  readonly send: { readonly isPending: boolean; readonly error: unknown }
  /** Said where the finger is: somebody else's report of the day came first. */
  readonly overtaken: string | null
  readonly onSend: () => void
}

const Doubts = ({ form, read }: Pick<Props, 'form' | 'read'>) => {
  const words = useReport()
  const doubtWords = useDoubtWords()
  const nameOf = useProductName()
  return (
    <>
      <p>{words.doubtsIntro}</p>
      {form.products
        .map((product) => ({ product, doubts: read.doubts.filter((doubt) => doubt.product === product.id) }))
        .filter(({ doubts }) => doubts.length > 0)
        .map(({ product, doubts }) => (
          <div key={product.id}>
            <p className="strong">{nameOf(product)}</p>
            <ul className="r-doubts">
              {doubts.map((doubt) => (
                <li key={`${doubt.why}${doubt.field}`}>{doubtWords(doubt)}</li>
              ))}
            </ul>
          </div>
        ))}
    </>
  )
}

const Failure = ({ error }: { readonly error: unknown }) => {
  const words = useReport()
  if (isApiProblem(error) && error.code === 'network') {
    return (
      <p className="note note-warn" role="alert">
        {words.offline}
      </p>
    )
  }
  if (isNoLonger(error)) return <NoLonger />
  return (
    <>
      <ProblemNote error={error} saving />
      <p>{words.notTaken}</p>
    </>
  )
}

/** Faults hold the report back; doubts are said once more and it can go out all the same. */
export const SendPart = ({ form, read, isTried, isRefusedBelow, nothing, send, overtaken, onSend }: Props) => {
  const words = useReport()
  const doubts = useRef<HTMLElement>(null)
  // The doubts that were read: changed figures are looked at anew.
  const [looked, setLooked] = useState('')
  const [asked, setAsked] = useState('')
  const now = JSON.stringify(read.doubts)
  const isFaulty = read.faults.size > 0
  const isAsking = asked === now && read.doubts.length > 0 && looked !== now && !isFaulty
  useEffect(() => {
    if (isAsking) doubts.current?.focus()
  }, [isAsking])
  const press = (): void => {
    if (isFaulty) return
    if (read.doubts.length > 0 && looked !== now) setAsked(now)
    else onSend()
  }
  const agree = (): void => {
    setLooked(now)
    onSend()
  }
  return (
    <>
      {isAsking && (
        <section ref={doubts} tabIndex={-1} className="note note-warn stack" aria-labelledby="doubts-title">
          <h2 id="doubts-title">{words.doubtsTitle}</h2>
          <Doubts form={form} read={read} />
          <button type="button" className="btn btn-main btn-big" disabled={send.isPending} onClick={agree}>
            {send.isPending ? words.sending : words.sendAllTheSame}
          </button>
          <button type="button" className="btn btn-big" onClick={() => setAsked('')}>
            {words.lookAgain}
          </button>
        </section>
      )}
      {!isAsking && (
        // Beside the button, which stays in sight: said at the end of a hundred products it would not be seen.
        <div className="r-send stack">
          {isTried && isFaulty && (
            <p className="note note-alarm" role="alert">
              {nothing ?? words.faultsTitle}
            </p>
          )}
          {isRefusedBelow && <p role="alert">{words.notTaken}</p>}
          {send.error !== null && !isRefusedBelow && <Failure error={send.error} />}
          {overtaken !== null && (
            <p className="note note-warn" role="alert">
              {overtaken}
            </p>
          )}
          <button type="submit" className="btn btn-main btn-big" disabled={send.isPending} onClick={press}>
            {send.isPending ? words.sending : form.stands === null ? words.send : words.sendCorrection}
          </button>
        </div>
      )}
    </>
  )
}
