/**
 * States of a request. Inside the hospital: draft, submitted, returned; at the desk: approved, verified; ended: refused,
 * withdrawn, closed. The hospital sees all of them.
 */
export const requestStates = [
  'draft',
  'submitted',
  'returned',
  'approved',
  'verified',
  'refused',
  'withdrawn',
  'closed',
] as const
export type RequestState = (typeof requestStates)[number]

export const requestActs = [
  'change',
  'submit',
  'approve',
  'return',
  'withdraw',
  'confirm',
  'verify',
  'refuse',
  'close',
  'assign',
] as const
export type RequestAct = (typeof requestActs)[number]

type Next = Readonly<Partial<Record<RequestAct, RequestState>>>

const table: Readonly<Record<RequestState, Next>> = {
  draft: { change: 'draft', submit: 'submitted', withdraw: 'withdrawn', confirm: 'draft' },
  submitted: { approve: 'approved', return: 'returned', withdraw: 'withdrawn', confirm: 'submitted' },
  returned: { change: 'returned', submit: 'submitted', withdraw: 'withdrawn', confirm: 'returned' },
  approved: { verify: 'verified', refuse: 'refused', withdraw: 'withdrawn', confirm: 'approved' },
  verified: {
    ...{ verify: 'verified', refuse: 'refused', withdraw: 'withdrawn', confirm: 'verified' },
    ...{ close: 'closed', assign: 'verified' },
  },
  refused: {},
  withdrawn: {},
  closed: {},
}

/** The state that an act leads to, or null where it cannot be done. */
export const requestAfter = (state: RequestState, act: RequestAct): RequestState | null => table[state][act] ?? null

/** States in which a request is still to be worked on. */
export const openRequestStates: readonly RequestState[] = ['draft', 'submitted', 'returned', 'approved', 'verified']

/** Assigned units by how far they have come. The books take over from `onTheRoad` on. */
export const assignmentStates = ['assigned', 'takenBack', 'onTheRoad', 'received'] as const
export type AssignmentState = (typeof assignmentStates)[number]

/** What happens with assigned units when their request is withdrawn: those not sent yet are freed, the others travel on. */
export const onWithdrawal = (
  assigned: readonly { readonly id: string; readonly state: AssignmentState; readonly quantity: number }[],
): { readonly freed: readonly string[]; readonly freedUnits: number; readonly onTheRoadUnits: number } => {
  const waiting = assigned.filter(({ state }) => state === 'assigned')
  const units = (list: readonly { readonly quantity: number }[]) => list.reduce((sum, one) => sum + one.quantity, 0)
  return {
    freed: waiting.map(({ id }) => id),
    freedUnits: units(waiting),
    onTheRoadUnits: units(assigned.filter(({ state }) => state === 'onTheRoad')),
  }
}
