import { type Day, daysBetween } from '@lianfang/domain/shared'
import { paperStates } from '@lianfang/domain/supply'
import { useState } from 'react'
import { useI18n } from '../../i18n/i18n.js'
import { useReport } from '../../i18n/report.js'
import { useSupply } from '../../i18n/supply.js'
import { ProblemNote } from '../../ui/states.js'
import { formatDay } from '../../ui/time.js'
import { useToast } from '../../ui/toast.js'
import { PaperForm } from './paper-form.js'
import { type Enterprise, type EnterprisePaper, useKeep } from './use-enterprise.js'
import { useKindName } from './use-kinds.js'

/** How a paper stands on a day, in a sentence; what has ended or soon will is not left to be worked out. */
const usePaperWords = (warnDays: number) => {
  const words = useReport()
  const { language, number } = useI18n()
  return (paper: EnterprisePaper, today: Day): { readonly text: string; readonly isUrgent: boolean } => {
    // Days as the server wrote them.
    const [from, until] = [paper.from as Day | null, paper.until as Day | null]
    const [first] = paperStates({ papers: [paper.kind] }, [{ kind: paper.kind, from, until }], { today, warnDays })
    const state = first?.state ?? 'fine'
    if (state === 'notYet' && from !== null)
      return { text: words.paperNotYet(formatDay(from, language)), isUrgent: false }
    if (until === null) return { text: words.paperForever, isUrgent: false }
    const day = formatDay(until, language)
    if (state === 'ended') return { text: words.paperEnded(day), isUrgent: true }
    if (state !== 'endsSoon') return { text: words.paperUntil(day), isUrgent: false }
    const days = daysBetween(today, until)
    return { text: days === 0 ? words.paperEndsToday(day) : words.paperEnds(number(days), day), isUrgent: true }
  }
}

type Props = { readonly enterprise: Enterprise }

const Paper = ({ enterprise, paper }: Props & { readonly paper: EnterprisePaper }) => {
  const words = useReport()
  const supply = useSupply()
  const { common } = useI18n().words
  const kindName = useKindName()
  const toast = useToast()
  const stateOf = usePaperWords(enterprise.warnDays)
  const [isAsking, setAsking] = useState(false)
  const withdraw = useKeep(enterprise, 'paper.withdraw', () => {
    toast({ text: words.saved })
    setAsking(false)
  })
  const product = enterprise.products.find(({ id }) => id === paper.product)
  const isGone = paper.withdrawnAt !== null
  const state = isGone ? null : stateOf(paper, enterprise.today as Day) // as above
  return (
    <li className={`card stack${isGone ? ' r-old' : ''}`}>
      <h3>{supply.papers[paper.kind]}</h3>
      <p className="num">
        {paper.number} · {product === undefined ? words.wholeWorks : `${kindName(product.kind)} · ${product.model}`}
      </p>
      {isGone && <p>{words.withdrawn}</p>}
      {state !== null && <p className={state.isUrgent ? 'alarm-text' : 'muted'}>{state.text}</p>}
      {withdraw.error && <ProblemNote error={withdraw.error} saving />}
      {isAsking && <p>{words.withdrawAsk}</p>}
      {!isGone && enterprise.may.keep && (
        <p className="line">
          {isAsking && (
            <button
              type="button"
              className="btn btn-danger"
              disabled={withdraw.isPending}
              onClick={() => withdraw.mutate({ params: { id: enterprise.id, paper: paper.id } })}
            >
              {words.withdrawYes}
            </button>
          )}
          <button type="button" className="btn btn-quiet" onClick={() => setAsking(!isAsking)}>
            {isAsking ? common.cancel : words.withdraw}
            {!isAsking && <span className="sr"> {paper.number}</span>}
          </button>
        </p>
      )}
    </li>
  )
}

/** What ends first stands first; what was withdrawn comes last. */
const inOrder = (papers: readonly EnterprisePaper[]): readonly EnterprisePaper[] =>
  [...papers].sort((a, b) => {
    if ((a.withdrawnAt === null) !== (b.withdrawnAt === null)) return a.withdrawnAt === null ? -1 : 1
    return (a.until ?? '9999').localeCompare(b.until ?? '9999')
  })

/** Papers of an enterprise and its products, each with how it stands today (SUP-REP-7). */
export const Papers = ({ enterprise }: Props) => {
  const words = useReport()
  const [isAdding, setAdding] = useState(false)
  return (
    <section className="stack" aria-labelledby="papers-title">
      <h2 id="papers-title">{words.papers}</h2>
      {enterprise.papers.length === 0 && <p className="muted">{words.noPapers}</p>}
      <ul className="stack">
        {inOrder(enterprise.papers).map((paper) => (
          <Paper key={paper.id} enterprise={enterprise} paper={paper} />
        ))}
      </ul>
      {isAdding && (
        <section className="card">
          <PaperForm enterprise={enterprise} onDone={() => setAdding(false)} />
        </section>
      )}
      {!isAdding && enterprise.may.keep && (
        <button type="button" className="btn btn-big" onClick={() => setAdding(true)}>
          {words.addPaper}
        </button>
      )}
    </section>
  )
}
