import type { NeedTerms } from '@lianfang/domain/supply'
import { useDeals } from '../../i18n/deals.js'
import { useI18n } from '../../i18n/i18n.js'

type Props = {
  readonly need: NeedTerms
  /** So many of the kind, with its unit. */
  readonly many: (n: number) => string
}

/** The terms in the order in which they are reckoned, each with its numbers (SUP-REQ-2). */
const useRows = ({ need, many }: Props): readonly (readonly [string, string, string?])[] => {
  const { need: words } = useDeals()
  const { number } = useI18n()
  const n = (value: number | null): string => number(value ?? 0)
  const idle = need.idleInBooks === null ? undefined : words.idleBooks(n(need.idleSaid), n(need.idleInBooks))
  const less = (value: number): string => `− ${number(value)}`
  const tail = [
    [words.coming, less(need.coming)],
    [words.computed, many(need.computed)],
    [words.requested, many(need.requested)],
  ] as const
  if (need.basis === 'use') {
    return [
      [words.forDays, words.perDay(n(need.dailyUse), n(need.coverDays), n(need.forPatients))],
      idle === undefined ? [words.stock, less(need.idle)] : [words.stock, less(need.idle), idle],
      ...tail,
    ]
  }
  const each = n(need.perPatient)
  return [
    [words.forPatients, words.perPatient(n(need.criticalWaiting), each, n(need.forPatients))],
    [words.forBeds, words.perBed(n(need.staffedBeds), each, n(need.forBeds))],
    [words.usable, n(need.usable)],
    idle === undefined ? [words.idle, less(need.idle)] : [words.idle, less(need.idle), idle],
    ...tail,
  ]
}

/** A verified need as a formula with its numbers: what is asked for, what can be used, and the smaller of both (E3). */
export const NeedFormula = (props: Props) => {
  const { need: words } = useDeals()
  const { need, many } = props
  return (
    <div className="stack need">
      <table className="need-terms num">
        <caption className="sr">{words.rule}</caption>
        <tbody>
          {useRows(props).map(([label, value, why]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>
                {value}
                {why !== undefined && <div className="muted small">{why}</div>}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.verified}</th>
            <td>{many(need.verified)}</td>
          </tr>
        </tfoot>
      </table>
      {need.gap > 0 && (
        <p className="note note-warn">
          {words.gapWhy(many(need.gap))} {need.verified === 0 ? words.none : ''}
        </p>
      )}
    </div>
  )
}
