import { type BedDay, type BedLimits, bedsInUse, bedsNeeded } from './beds.js'
import type { NeedBase, NeedSet } from './parameters.js'

export type NeedAsked = {
  readonly cases: { readonly past: readonly number[]; readonly next: readonly number[] }
  readonly limits: BedLimits
  readonly set: NeedSet
}

/** One product in the formula of a figure: so many of the base, times the ratio. */
export type NeedTerm = { readonly base: NeedBase; readonly amount: number; readonly ratio: number }

/** What is needed of a kind: the sum of its terms, rounded up once at the end. */
export type KindNeed = { readonly kind: string; readonly quantity: number; readonly terms: readonly NeedTerm[] }

export type Need = {
  /** Beds that the days ask for, and of these the ones that there are. */
  readonly needed: readonly BedDay[]
  readonly beds: readonly BedDay[]
  /** Beds that are needed and not there, summed over the days. */
  readonly withoutBed: { readonly severe: number; readonly critical: number }
  /** The most oxygen an hour, cubic metres: 0.06 x (litres a minute by severity x beds). */
  readonly oxygenPerHour: number
  readonly kinds: readonly KindNeed[]
}

const LITRES_A_MINUTE_AS_CUBIC_METRES_AN_HOUR = 0.06

const most = (values: readonly number[]): number => values.reduce((top, value) => Math.max(top, value), 0)
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** People at work for the beds of a day: hours of care over hours of a day's work. */
const carersOf = ({ severe, critical }: BedDay, set: NeedSet): number =>
  (severe * set.careHoursSevere + critical * set.careHoursCritical) / set.shiftHours

const admitted = (asked: NeedAsked, share: number): number => sum(asked.cases.next) * share

const amountOf = (base: NeedBase, beds: readonly BedDay[], asked: NeedAsked): number => {
  const { set } = asked
  switch (base) {
    case 'severeBeds':
      return most(beds.map((day) => day.severe))
    case 'criticalBeds':
      return most(beds.map((day) => day.critical))
    case 'treatedBeds':
      return most(beds.map((day) => day.severe + day.critical))
    case 'severePatients':
      return admitted(asked, set.severeShare)
    case 'criticalPatients':
      return admitted(asked, set.criticalShare)
    case 'treatedPatients':
      return admitted(asked, set.severeShare + set.criticalShare)
    case 'treatedBedDays':
      return sum(beds.map((day) => day.severe + day.critical))
    case 'carerDays':
      return sum(beds.map((day) => carersOf(day, set)))
    case 'carers':
      return most(beds.map((day) => carersOf(day, set)))
  }
}

// A whole unit more for a ten-thousandth of a bed is the machine's rounding and nobody's need.
const upTo = (value: number): number => Math.ceil(value - 1e-9)

/**
 * What the next days need of each kind (E2), with its formula: devices by the most beds at once, since they stay when patients
 * change; consumables by patients; protection by the days of those who care. Where beds are limited, only beds that there
 * are are equipped, and who has none is told.
 */
export const needOf = (asked: NeedAsked): Need => {
  const { set, limits } = asked
  const needed = bedsNeeded(asked.cases, set)
  const beds = bedsInUse(needed, limits)
  const kinds = [...new Set(set.lines.map(({ kind }) => kind))].map((kind) => {
    const terms = set.lines
      .filter((line) => line.kind === kind)
      .map(({ base, ratio }) => ({ base, ratio, amount: amountOf(base, beds, asked) }))
    return { kind, terms, quantity: upTo(sum(terms.map(({ amount, ratio }) => amount * ratio))) }
  })
  const short = (of: 'severe' | 'critical'): number =>
    sum(needed.map((day, i) => Math.max(0, day[of] - (beds[i]?.[of] ?? 0))))
  return {
    needed,
    beds,
    withoutBed: { severe: short('severe'), critical: short('critical') },
    oxygenPerHour: most(
      beds.map(
        ({ severe, critical }) =>
          LITRES_A_MINUTE_AS_CUBIC_METRES_AN_HOUR * (set.oxygenSevere * severe + set.oxygenCritical * critical),
      ),
    ),
    kinds,
  }
}
