import { factsAsked, type NeedFact } from '@lianfang/domain/supply'
import { useDeals } from '../../i18n/deals.js'
import { useI18n } from '../../i18n/i18n.js'
import type { Request, RequestRow } from './types.js'

/** How a fact is called: of what is used up, idle units are the stock. */
export const useFactName = (): ((fact: NeedFact, basis: Request['basis']) => string) => {
  const words = useDeals()
  return (fact, basis) => (fact === 'idle' && basis === 'use' ? words.idleStock : words.facts[fact])
}

/** What the hospital says of itself: counts only. */
export const RequestFacts = ({ request }: { readonly request: Pick<Request, 'basis' | 'facts'> }) => {
  const { number } = useI18n()
  const nameOf = useFactName()
  return (
    <dl className="facts">
      {factsAsked(request.basis).map((fact) => (
        <div key={fact} style={{ display: 'contents' }}>
          <dt>{nameOf(fact, request.basis)}</dt>
          <dd className="num">{number(request.facts[fact] ?? 0)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** How urgent a request is, in the words of the rule (SUP-REQ-6). */
export const useUrgencyWords = (): ((row: Pick<RequestRow, 'basis' | 'uncovered' | 'busyPercent'>) => string) => {
  const words = useDeals()
  const { number } = useI18n()
  return ({ basis, uncovered, busyPercent }) =>
    basis === 'use' ? words.urgencyUse(number(busyPercent)) : words.urgency(number(uncovered), number(busyPercent))
}
