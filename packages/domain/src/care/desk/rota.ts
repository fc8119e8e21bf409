import { HOUR_MS, type Instant, instantOf } from '../../shared/index.js'

/** A time at a desk: from a moment until a moment that is not part of it. */
export type Span = { readonly from: Instant; readonly until: Instant }
export type Shift = Span & { readonly account: string }

/** Where nobody is on duty between two moments, in order (K4). Shifts may overlap and need no order. */
export const gapsOf = (shifts: readonly Span[], { from, until }: Span): readonly Span[] => {
  const gaps: Span[] = []
  let covered = from
  for (const shift of [...shifts].sort((a, b) => a.from - b.from)) {
    if (shift.from > covered && covered < until) {
      gaps.push({ from: covered, until: instantOf(Math.min(shift.from, until)) })
    }
    covered = instantOf(Math.max(covered, shift.until))
  }
  return covered < until ? [...gaps, { from: covered, until }] : gaps
}

export const onDutyAt = <S extends Span>(shifts: readonly S[], at: Instant): readonly S[] =>
  shifts.filter(({ from, until }) => from <= at && at < until)

/** Nobody answers a telephone well for longer. A slip of the date is far longer still. */
const longestHours = 24

/** A desk taken over by name: by whom, and when. */
export type Taken = { readonly account: string; readonly at: Instant }

type Holding = { readonly taken: Taken | null; readonly shifts: readonly Shift[]; readonly now: Instant }

/**
 * Who holds a desk by hand-over beside those on duty by the rota (K4): who took it over last, until the next shift begins and for no
 * longer than a shift may last. Null where nobody does, or who does is on duty by the rota anyhow.
 */
export const heldByHandover = ({ taken, shifts, now }: Holding): Taken | null => {
  if (taken === null || taken.at > now || now - taken.at >= longestHours * HOUR_MS) return null
  if (shifts.some(({ from }) => from > taken.at && from <= now)) return null
  return onDutyAt(shifts, now).some(({ account }) => account === taken.account) ? null : taken
}

export const shiftRefusals = ['shift-order', 'shift-long', 'shift-past', 'shift-twice', 'shift-person'] as const
export type ShiftRefusal = (typeof shiftRefusals)[number]

type Entering = { readonly shift: Shift; readonly others: readonly Shift[]; readonly now: Instant }

/** Whether a shift can be entered: in order, not over already, and nobody twice at the same time. */
export const decideShift = ({ shift, others, now }: Entering): ShiftRefusal | null => {
  if (shift.until <= shift.from) return 'shift-order'
  if (shift.until - shift.from > longestHours * HOUR_MS) return 'shift-long'
  if (shift.until <= now) return 'shift-past'
  const twice = others.some((o) => o.account === shift.account && o.from < shift.until && shift.from < o.until)
  return twice ? 'shift-twice' : null
}
