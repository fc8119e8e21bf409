import type { HeldState } from '@lianfang/domain/supply'
import { typedWhole } from '../report/typed-whole.js'
import type { Sent } from './draft.js'
import type { OnTheWay } from './goods.js'

export type Condition = 'asSent' | 'free' | HeldState
export type ArrivalLine = { readonly quantity: string; readonly condition: Condition }
export type ArrivalDraft = {
  /** By the number of the line of the consignment. */
  readonly lines: Readonly<Record<string, ArrivalLine>>
  readonly why: string
  readonly reference: string
  readonly day: string
  readonly sent: Sent | null
}
export const blankArrival: ArrivalDraft = { lines: {}, why: '', reference: '', day: '', sent: null }
export const blankArrivalLine: ArrivalLine = { quantity: '', condition: 'asSent' }

export type ArrivalFault = 'number' | 'fraction' | 'few' | 'more'

type Line = Pick<OnTheWay['lines'][number], 'n' | 'left'>

/** What was typed of a line; what was left empty stays on its way. */
export const readArrivalLine = (
  typed: ArrivalLine,
  { left }: Pick<Line, 'left'>,
): { readonly arrived: number | null; readonly fault: ArrivalFault | null; readonly short: number } => {
  const arrived = typedWhole(typed.quantity)
  const wrong = (fault: ArrivalFault) => ({ arrived: null, fault, short: 0 })
  if (arrived === null) return { arrived: null, fault: null, short: 0 }
  if (Number.isNaN(arrived)) return wrong('number')
  if (!Number.isInteger(arrived)) return wrong('fraction')
  if (arrived < 0) return wrong('few')
  if (arrived > left) return wrong('more')
  return { arrived, fault: null, short: left - arrived }
}

/** What goes to the book: lines of which something arrived. A line of which nothing did is said by leaving it out. */
export const arrivalBody = (
  draft: ArrivalDraft,
  lines: readonly Line[],
  given: { readonly consignment: string; readonly day: string },
) => ({
  consignment: given.consignment,
  ...{ day: draft.day === '' ? given.day : draft.day, party: null },
  ...{ why: draft.why.trim() || null, reference: draft.reference.trim() || null },
  lines: lines.flatMap(({ n, left }) => {
    const typed = draft.lines[n] ?? blankArrivalLine
    const { arrived } = readArrivalLine(typed, { left })
    const state = typed.condition === 'asSent' ? null : typed.condition
    return arrived === null || arrived === 0 ? [] : [{ n, quantity: arrived, state }]
  }),
})
