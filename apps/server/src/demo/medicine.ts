import { addHours, type Instant } from '@lianfang/domain/shared'
import { diceOf, idAt } from './dice.js'
import type { DemoPerson } from './invent.js'

/** What was told of a person's medicine at the last talk, and the request it made. */
export type DemoMedicine = {
  readonly person: string
  readonly at: Instant
  readonly by: string
  readonly daysLeft: number
  readonly control: 'stable' | 'unstable'
  readonly guided: boolean | null
  readonly request: {
    readonly id: string
    readonly lateAt: Instant
    readonly closed: { readonly at: Instant; readonly by: string; readonly days: number } | null
  } | null
}

const toldShare = 0.85
const shortShare = 0.03
const closeWithinHours = 48
const daysGiven = 30

const seedsOf = (id: string): readonly [number, number] => {
  const hex = id.replaceAll('-', '')
  return [Number.parseInt(hex.slice(-8), 16), Number.parseInt(hex.slice(-16, -8), 16)]
}

/** Invented for those who are owed follow-ups and were reached; most were asked about their medicine. */
export const medicineOf = (person: DemoPerson, now: Instant): DemoMedicine | null => {
  const [at] = person.state.twoWayAt
  const { tier } = person.standing
  const dice = diceOf(...seedsOf(person.id), 77)
  if (at === undefined || tier === 'green' || !dice.chance(toldShare)) return null
  const by = person.recorders[0]
  const short = dice.chance(shortShare)
  const daysLeft = short ? dice.between(0, 6) : dice.between(10, 60)
  const unstable = person.fields.disease.class === 'unstable' && dice.chance(0.8)
  const control = unstable ? 'unstable' : 'stable'
  const guided = person.episode === null ? null : dice.chance(0.9)
  const told = { person: person.id, at, by, control, guided } as const
  if (!short) return { ...told, daysLeft, request: null }
  const lateAt = addHours(at, closeWithinHours)
  const closedAt = addHours(at, dice.between(3, 40))
  const request = { id: idAt(dice, at), lateAt }
  if (closedAt >= now || !dice.chance(0.8)) return { ...told, daysLeft, request: { ...request, closed: null } }
  return { ...told, daysLeft: daysGiven, request: { ...request, closed: { at: closedAt, by, days: daysGiven } } }
}
