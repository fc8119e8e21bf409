import { useDeals } from '../../i18n/deals.js'
import { useI18n } from '../../i18n/i18n.js'
import { Moment } from '../../ui/moment.js'
import type { Step } from './types.js'

type Of = 'request' | 'offer' | 'requisition'

/** The figure of a step that a reader looks for: how many were verified, assigned, asked for. */
const figureOf = ({ detail }: Step): number | null => {
  for (const key of ['verified', 'quantity', 'requested', 'freed']) {
    const value = detail[key]
    if (typeof value === 'number') return value
  }
  return null
}

type Props = { readonly steps: readonly Step[]; readonly of: Of }

/** What happened, newest first, with who did it and why. */
export const StepsList = ({ steps, of }: Props) => {
  const words = useDeals()
  const { number } = useI18n()
  const names: Readonly<Record<string, string>> = words.steps[of]
  return (
    <ol className="timeline">
      {[...steps].reverse().map((step) => {
        const figure = figureOf(step)
        const gate = step.what === 'confirm' ? step.detail['gate'] : null
        const gateName = typeof gate === 'string' ? (words.gates as Readonly<Record<string, string>>)[gate] : undefined
        return (
          <li key={step.id}>
            <p className="entry-main">
              {names[step.what] ?? step.what}
              {gateName !== undefined && ` · ${gateName}`}
              {figure !== null && <span className="num"> {number(figure)}</span>}
            </p>
            <p className="muted small">
              {step.by} · <Moment at={step.at} exact />
            </p>
            {step.reason !== null && <p>{words.steps.because(step.reason)}</p>}
          </li>
        )
      })}
    </ol>
  )
}
