import type { Day } from '../../shared/index.js'
import { type Paper, type PaperDemand, type PaperKind, type PaperState, paperStates } from '../catalogue/index.js'
import type { OfferChannel } from './offer.js'

/**
 * How the licence of an offer stands for its destination on the day it is ready. `inService`: goods of an owner at home, which
 * were licensed when they came; `notAsked`: the destination asks for no paper of this kind.
 */
export const licenceStates = ['confirmed', 'inService', 'notAsked', 'expired', 'missing'] as const
export type LicenceState = (typeof licenceStates)[number]

/** A paper that a desk has seen of goods that no registered enterprise makes. */
export type SeenPaper = { readonly number: string; readonly until: Day | null }

export type Licence = {
  readonly state: LicenceState
  /** The papers that are asked for, where they come from a registered product. */
  readonly papers: readonly { readonly kind: PaperKind; readonly state: PaperState }[]
}

/** Whether goods with this licence may go. */
export const isLicensed = ({ state }: Pick<Licence, 'state'>): boolean => state !== 'expired' && state !== 'missing'

/**
 * The licence state of an offer. `held`: papers of the named product and its works; null where no product is named, and then
 * the paper counts that the desk has seen. A destination that is not in the catalogue is asked, never taken to ask nothing.
 */
export const licenceOf = (
  offer: { readonly channel: OfferChannel; readonly readyOn: Day; readonly seen: SeenPaper | null },
  known: { readonly demand: Pick<PaperDemand, 'papers'> | null; readonly held: readonly Paper[] | null },
): Licence => {
  if (offer.channel === 'transfer') return { state: 'inService', papers: [] }
  const { demand, held } = known
  if (demand !== null && demand.papers.length === 0) return { state: 'notAsked', papers: [] }
  if (held === null || demand === null) {
    if (offer.seen === null) return { state: 'missing', papers: [] }
    const { until } = offer.seen
    return { state: until !== null && until < offer.readyOn ? 'expired' : 'confirmed', papers: [] }
  }
  const papers = paperStates(demand, held, { today: offer.readyOn, warnDays: 0 })
  if (papers.some(({ state }) => state === 'missing' || state === 'notYet')) return { state: 'missing', papers }
  return { state: papers.some(({ state }) => state === 'ended') ? 'expired' : 'confirmed', papers }
}
