/** States of a joint order (联合采购单) of a county. Lines are clinics' own; the order follows them once it is ordered. */
export const orderStates = [
  'proposed',
  'approved',
  'ordered',
  'partlyReceived',
  'received',
  'closed',
  'withdrawn',
] as const
export type OrderState = (typeof orderStates)[number]

export const orderActs = ['change', 'approve', 'order', 'receive', 'close', 'withdraw'] as const
export type OrderAct = (typeof orderActs)[number]

const table: Readonly<Record<OrderState, readonly OrderAct[]>> = {
  proposed: ['change', 'approve', 'withdraw'],
  approved: ['order', 'withdraw'],
  ordered: ['receive', 'close'],
  partlyReceived: ['receive', 'close'],
  received: ['close'],
  closed: [],
  withdrawn: [],
}

/** Whether an act can be done in a state. */
export const mayAct = (state: OrderState, act: OrderAct): boolean => table[state].includes(act)

/** States in which an order still brings something. */
export const comingStates: readonly OrderState[] = ['proposed', 'approved', 'ordered', 'partlyReceived']

/** A line of an order: so many units of a kind for one clinic. */
export type OrderLine = {
  readonly id: string
  readonly facility: string
  readonly kind: string
  readonly ordered: number
  /** Taken into the clinic's book, and what came and was not taken in (damaged, wrong). */
  readonly received: number
  readonly refused: number
  /** Of one unit, in fen. */
  readonly priceFen: number
}

export const restOf = ({ ordered, received, refused }: Pick<OrderLine, 'ordered' | 'received' | 'refused'>): number =>
  ordered - received - refused

/** How far an order has come by its lines: received whole when nothing is outstanding, refused units being settled. */
export const stateByLines = (
  state: OrderState,
  lines: readonly Pick<OrderLine, 'ordered' | 'received' | 'refused'>[],
): OrderState => {
  if (state !== 'ordered' && state !== 'partlyReceived') return state
  if (lines.every((line) => restOf(line) === 0)) return 'received'
  return lines.some((line) => line.received + line.refused > 0) ? 'partlyReceived' : 'ordered'
}

/** Why an order is not approved. Who proposed or changed it last does not approve it. */
export type ApproveFault =
  | { readonly why: 'ownOrder' }
  | { readonly why: 'noLines' }
  | { readonly why: 'noPrice'; readonly line: string }

export const faultOfApproval = (
  order: { readonly proposedBy: string; readonly lines: readonly Pick<OrderLine, 'id' | 'priceFen'>[] },
  by: string,
): ApproveFault | null => {
  if (order.proposedBy === by) return { why: 'ownOrder' }
  if (order.lines.length === 0) return { why: 'noLines' }
  const bare = order.lines.find(({ priceFen }) => priceFen <= 0)
  return bare === undefined ? null : { why: 'noPrice', line: bare.id }
}

/** What an order costs, in fen; and what of it has been received and is spent. Refused units cost nothing. */
export const costOf = (lines: readonly Pick<OrderLine, 'ordered' | 'priceFen'>[]): number =>
  lines.reduce((sum, { ordered, priceFen }) => sum + ordered * priceFen, 0)
