/** How a leg is travelled. */
export const legModes = ['road', 'rail', 'air', 'water', 'hand'] as const
export type LegMode = (typeof legModes)[number]

/** Whence the goods of a consignment come: out of a store's book, or from outside all books (a gift, a purchase abroad, a maker). */
export const cargoSources = ['books', 'production', 'donation', 'procurement'] as const
export type CargoSource = (typeof cargoSources)[number]

/** How urgent the goods are: it decides how much delay is told. */
export const moveUrgencies = ['critical', 'urgent', 'routine'] as const
export type MoveUrgency = (typeof moveUrgencies)[number]

/** Papers that travel with goods. */
export const movePapers = ['waybill', 'customsDeclaration', 'certificate', 'licence'] as const
export type MovePaper = (typeof movePapers)[number]
export const movePaperStates = ['awaited', 'handedIn', 'accepted', 'refused'] as const
export type MovePaperState = (typeof movePaperStates)[number]

/**
 * States of a consignment. `arrived`: something of it was taken in, the rest is expected or its differences are open. `closed`: no
 * unit of it is on the road.
 */
export const consignmentStates = ['planned', 'onTheRoad', 'arrived', 'closed', 'cancelled'] as const
export type ConsignmentState = (typeof consignmentStates)[number]

export const consignmentActs = [
  'addLeg',
  'milestone',
  'choose',
  'paper',
  'handOver',
  'photo',
  'link',
  'alarm',
  'depart',
  'split',
  'merge',
  'redirect',
  'receive',
  'close',
  'cancel',
] as const
export type ConsignmentAct = (typeof consignmentActs)[number]

type Next = Readonly<Partial<Record<ConsignmentAct, ConsignmentState>>>

const along = (state: ConsignmentState): Next => ({
  ...{ addLeg: state, milestone: state, choose: state, paper: state, handOver: state, photo: state, link: state },
})

const table: Readonly<Record<ConsignmentState, Next>> = {
  planned: { ...along('planned'), depart: 'onTheRoad', cancel: 'cancelled' },
  onTheRoad: {
    ...along('onTheRoad'),
    ...{ split: 'onTheRoad', merge: 'onTheRoad', redirect: 'onTheRoad', receive: 'arrived', close: 'closed' },
    alarm: 'onTheRoad',
  },
  arrived: { ...along('arrived'), redirect: 'arrived', receive: 'arrived', close: 'closed' },
  // What is known later is still written down: who was right about an arrival is often found after it.
  closed: { milestone: 'closed', choose: 'closed', paper: 'closed', photo: 'closed' },
  cancelled: {},
}

/** The state that an act leads to, or null where it cannot be done. */
export const consignmentAfter = (state: ConsignmentState, act: ConsignmentAct): ConsignmentState | null =>
  table[state][act] ?? null

/** States in which units of a consignment may be on the road. */
export const travellingStates: readonly ConsignmentState[] = ['onTheRoad', 'arrived']

/** What a person chooses for units on the road whose request was withdrawn (SUP-MOVE-12). */
export const redirections = ['goOn', 'turnBack', 'give'] as const
export type Redirection = (typeof redirections)[number]

/** What can be chosen: goods from outside have no store to turn back to, and what has arrived is where it is. */
export const redirectionsOf = (known: {
  readonly state: ConsignmentState
  readonly left: number
  readonly fromStore: boolean
  readonly turnedBack: boolean
}): readonly Redirection[] => {
  if (consignmentAfter(known.state, 'redirect') === null || known.left === 0) return []
  return redirections.filter((one) => one !== 'turnBack' || (known.fromStore && !known.turnedBack))
}

export type LegFault = 'nowhere' | 'apart'

/** Why a leg cannot follow the one before it: it goes nowhere, or does not begin where that one ended. */
export const faultOfLeg = (
  leg: { readonly from: string; readonly to: string },
  before: { readonly to: string } | null,
): LegFault | null => {
  const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()
  if (same(leg.from, leg.to)) return 'nowhere'
  return before !== null && !same(before.to, leg.from) ? 'apart' : null
}
