import { seedKinds } from '@lianfang/domain/supply'
import { type Dice, diceOf } from '../dice.js'
import { numberOf } from './days.js'
import type { PlannedMaker } from './makers.js'
import { hubeiPlaces } from './places.js'
import { sharesOf } from './published.js'
import { type Arrival, relayDay } from './targets.js'

/** Whence units come: a maker, somebody who gives, a purchase abroad, a hospital elsewhere that lends, or the provincial reserve. */
export type Origin =
  | { readonly what: 'maker'; readonly maker: number }
  | { readonly what: 'donation' | 'procurement' }
  | { readonly what: 'lender'; readonly lender: number }
  | { readonly what: 'reserve' }

/** Where units go: a place of Hubei by its number, or the provincial reserve. */
export type Destination = number | 'reserve'

/** Units of one kind that leave together and arrive together; days counted from 0. */
export type PlannedLoad = {
  readonly number: number
  readonly kind: string
  readonly units: number
  readonly from: Origin
  readonly to: Destination
  readonly leaves: number
  readonly arrives: number
  /** The sixteen from Frankfurt, by two aircraft. */
  readonly isRelay: boolean
  /** A hospital asked for them and they are assigned to its request. */
  readonly isAsked: boolean
}

/** Hospitals outside Hubei that lend machines, each so many and holding one more for itself. */
export const lenders = 13
export const lentByEach = 3

/** As many lines as a consignment takes: units that go by their serial numbers are a line each. */
const mostUnits = 200
const isSerial = (kind: string): boolean => seedKinds.some(({ code, keeping }) => code === kind && keeping === 'serial')

type Sketch = Omit<PlannedLoad, 'number' | 'from'> & { readonly from: Origin | null }

const pickPlace = (dice: Dice): number => {
  const all = hubeiPlaces.reduce((sum, { weight }) => sum + weight, 0)
  let at = dice.next() * all
  return Math.max(
    0,
    hubeiPlaces.findIndex(({ weight }) => {
      at -= weight
      return at < 0
    }),
  )
}

const destinationsOf = (dice: Dice, units: number): readonly { readonly to: number; readonly units: number }[] => {
  const count = units < 12 ? 1 : units < 60 ? 2 : 3
  const places = [
    ...new Set([units < 12 ? pickPlace(dice) : 0, ...Array.from({ length: count - 1 }, () => pickPlace(dice))]),
  ]
  const shares = sharesOf(
    units,
    places.map((place) => hubeiPlaces[place]?.weight ?? 1),
  )
  return places.map((to, i) => ({ to, units: shares[i] ?? 0 })).filter((each) => each.units > 0)
}

const chunksOf = (kind: string, units: number): readonly number[] => {
  if (!isSerial(kind) || units <= mostUnits) return [units]
  return sharesOf(
    units,
    Array.from({ length: Math.ceil(units / mostUnits) }, () => 1),
  )
}

/** ECMO: lent within China first, bought abroad from the 24th, sixteen of them over Beijing. */
const ecmoOf = ({ day, units }: Arrival, lent: { next: number }): readonly Sketch[] => {
  const arrives = numberOf(day)
  const plain = { kind: 'ecmo', arrives, to: 0, isAsked: false }
  if (day === relayDay) {
    return [{ ...plain, units, from: { what: 'procurement' }, leaves: arrives - 1, isRelay: true }]
  }
  const bought = day < '2020-02-24' ? 0 : day === '2020-02-24' ? 7 : units
  const loads: Sketch[] = []
  let left = units - bought
  while (left > 0) {
    const lender = Math.floor(lent.next / lentByEach)
    const some = Math.min(left, lentByEach - (lent.next % lentByEach))
    loads.push({ ...plain, units: some, from: { what: 'lender', lender }, leaves: arrives - 1, isRelay: false })
    lent.next += some
    left -= some
  }
  if (bought > 0) {
    loads.push({ ...plain, units: bought, from: { what: 'procurement' }, leaves: arrives - 3, isRelay: false })
  }
  return loads
}

const plainOf = (dice: Dice, { day, kind, units }: Arrival): readonly Sketch[] =>
  destinationsOf(dice, units).flatMap(({ to, units: share }) =>
    chunksOf(kind, share).map((some) => {
      const at = dice.next()
      const from = at < 0.05 ? { what: 'donation' as const } : at < 0.08 ? { what: 'procurement' as const } : null
      const isHeld = some >= 20 && from === null && dice.chance(0.08)
      const arrives = numberOf(day)
      return {
        ...{ kind, units: some, from, arrives, isRelay: false },
        to: isHeld ? ('reserve' as const) : to,
        leaves: arrives - (from?.what === 'procurement' ? 3 : 1),
        isAsked: !isHeld && isSerial(kind) && some <= 30 && dice.chance(0.35),
      }
    }),
  )

/** Loads as they have to arrive, of which it is not yet known who makes them. */
export const sketchLoads = (seed: number, arrivals: readonly Arrival[]): readonly Sketch[] => {
  const lent = { next: 0 }
  return arrivals.flatMap((arrival, i) =>
    arrival.kind === 'ecmo' ? ecmoOf(arrival, lent) : plainOf(diceOf(seed, i, 45), arrival),
  )
}

/** Units of a kind that makers must have sent by the end of a day. */
export const neededOf = (sketches: readonly Sketch[]) => {
  const byKind = new Map<string, Sketch[]>()
  for (const one of sketches.filter(({ from }) => from === null)) {
    const known = byKind.get(one.kind)
    if (known === undefined) byKind.set(one.kind, [one])
    else known.push(one)
  }
  return (kind: string, day: number): number =>
    (byKind.get(kind) ?? []).reduce((sum, one) => sum + (one.leaves <= day ? one.units : 0), 0)
}

type Stock = { readonly maker: number; sent: number; readonly until: readonly number[]; readonly opening: number }

const stocksOf = (makers: readonly PlannedMaker[]): ReadonlyMap<string, Stock[]> => {
  const stocks = new Map<string, Stock[]>()
  for (const { number, lines } of makers) {
    for (const { kind, made, opening } of lines) {
      let sum = 0
      const until = made.map((units) => {
        sum += units
        return sum
      })
      const known = stocks.get(kind) ?? []
      known.push({ maker: number, sent: 0, until, opening })
      stocks.set(kind, known)
    }
  }
  return stocks
}

/** What a maker can send on a day: what it had and what it made up to the evening before, less what it sent. */
const leftAt = ({ opening, until, sent }: Stock, day: number): number => opening + (until[day - 1] ?? 0) - sent

/** Of what comes to the reserve so much goes on to a place two days later; the rest stays. */
const onwardShare = 0.7
const onwardDays = 2

/**
 * Gives every load to whoever has most of it, in the order of the days; a load that nobody has whole is split. Throws where the
 * makers together have not enough: the plan would be wrong.
 */
export const giveLoads = (
  seed: number,
  sketches: readonly Sketch[],
  makers: readonly PlannedMaker[],
): readonly PlannedLoad[] => {
  const stocks = stocksOf(makers)
  const loads: Omit<PlannedLoad, 'number'>[] = []
  for (const one of [...sketches].sort((a, b) => a.leaves - b.leaves)) {
    if (one.from !== null) {
      loads.push({ ...one, from: one.from })
      continue
    }
    let left = one.units
    while (left > 0) {
      const [best] = [...(stocks.get(one.kind) ?? [])].sort((a, b) => leftAt(b, one.leaves) - leftAt(a, one.leaves))
      const some = best === undefined ? 0 : Math.min(left, leftAt(best, one.leaves))
      if (best === undefined || some <= 0) throw new Error(`operation: nobody has ${one.kind} on day ${one.leaves}`)
      best.sent += some
      left -= some
      loads.push({ ...one, units: some, from: { what: 'maker', maker: best.maker } })
    }
  }
  const onward = loads.flatMap((one, i): Omit<PlannedLoad, 'number'>[] => {
    const dice = diceOf(seed, i, 46)
    const units = Math.floor(one.units * onwardShare)
    if (one.to !== 'reserve' || units === 0) return []
    const leaves = one.arrives + onwardDays
    const plain = { kind: one.kind, units, isRelay: false, isAsked: false }
    return [{ ...plain, from: { what: 'reserve' }, to: pickPlace(dice), leaves, arrives: leaves + 1 }]
  })
  return [...loads, ...onward].sort((a, b) => a.leaves - b.leaves).map((load, number) => ({ ...load, number }))
}
