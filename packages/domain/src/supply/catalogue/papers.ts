import { type Day, daysBetween } from '../../shared/index.js'

/**
 * Papers a maker holds for a product: registration or filing of a device (医疗器械注册证 / 备案), licence of the works
 * (生产许可证), approval of a medicine (药品批准文号), CE mark, FDA clearance or emergency authorisation.
 */
export const paperKinds = ['registration', 'productionLicence', 'medicineApproval', 'ce', 'fda'] as const
export type PaperKind = (typeof paperKinds)[number]

/** Markets whose demands the catalogue knows. Another destination is asked about, never taken to ask for nothing. */
export const destinations = ['CN', 'EU', 'US'] as const
export type Destination = (typeof destinations)[number]

/** What a destination asks of a kind before it may be delivered there. */
export type PaperDemand = {
  readonly destination: Destination
  readonly papers: readonly PaperKind[]
  /** Standards that the goods must meet, as their publishers write them. */
  readonly standards: readonly string[]
}

export type Paper = { readonly kind: PaperKind; readonly from: Day | null; readonly until: Day | null }

export type PaperState = 'fine' | 'endsSoon' | 'notYet' | 'ended' | 'missing'

const order: readonly PaperState[] = ['fine', 'endsSoon', 'notYet', 'ended', 'missing']

const stateOf = (paper: Paper, at: { readonly today: Day; readonly warnDays: number }): PaperState => {
  if (paper.until !== null && paper.until < at.today) return 'ended'
  if (paper.from !== null && paper.from > at.today) return 'notYet'
  return paper.until !== null && daysBetween(at.today, paper.until) < at.warnDays ? 'endsSoon' : 'fine'
}

/**
 * How each paper that a destination asks for stands on a day (SUP-REP-7 warns before the end). The best of several of a
 * kind counts: a renewed licence stands beside the one it renews. The last day of a paper is still covered.
 */
export const paperStates = (
  demand: Pick<PaperDemand, 'papers'>,
  held: readonly Paper[],
  at: { readonly today: Day; readonly warnDays: number },
): readonly { readonly kind: PaperKind; readonly state: PaperState }[] =>
  demand.papers.map((kind) => {
    const states = held.filter((paper) => paper.kind === kind).map((paper) => stateOf(paper, at))
    return { kind, state: order.find((state) => states.includes(state)) ?? 'missing' }
  })

/** Whether goods may be delivered to the destination: no paper it asks for is missing, ended or not yet begun. */
export const isCleared = (states: readonly { readonly state: PaperState }[]): boolean =>
  states.every(({ state }) => state === 'fine' || state === 'endsSoon')
