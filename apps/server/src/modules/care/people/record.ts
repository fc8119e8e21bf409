import {
  isGone,
  type LifeState,
  type LivingClass,
  livingHere,
  type NextDue,
  type PersonFields,
  type Standing,
} from '@lianfang/domain/care'
import type { Tier } from '@lianfang/domain/policy'
import type { Instant } from '@lianfang/domain/shared'

/** A person as taken in: fields to seal, standing, first due moment. */
export type NewPerson = {
  readonly id: string
  readonly fields: PersonFields
  readonly team: string | null
  readonly standing: Standing
  readonly due: NextDue
  readonly takenInAt: Instant
  readonly importId: string | null
  readonly trial: boolean
  /** Talks and attempts elsewhere, and the history of the tier: of who comes from another county. */
  readonly past?: Past
  /** The tokens under which the person meets a second entry, where they are known already. */
  readonly matches?: readonly Buffer[]
}

type Past = {
  readonly twoWayAt: readonly Instant[]
  readonly attemptsAt: readonly Instant[]
  readonly tiers: readonly {
    readonly at: Instant
    readonly from: Tier | null
    readonly to: Tier
    readonly cause: string
  }[]
}

/** Whether the identity number is right, wrong as written, or not there. */
export const idNumberState = (fields: Pick<PersonFields, 'idNumber' | 'idNumberRaw'>): 'valid' | 'wrong' | 'missing' =>
  fields.idNumber !== null ? 'valid' : fields.idNumberRaw !== null ? 'wrong' : 'missing'

/** Texts of a person that are sealed, by field; empty ones are left out. */
export const secretsOf = (fields: PersonFields): readonly (readonly [string, string])[] => {
  const list: [string, string | null][] = [
    ['name', fields.name],
    ['idNumber', fields.idNumber],
    ['idNumberRaw', fields.idNumberRaw],
    ['phones', fields.phones.length === 0 ? null : fields.phones.join('\n')],
    ['phonesUnread', (fields.phonesUnread ?? []).join('\n') || null],
    ['address', fields.address || null],
    ['diseases', fields.disease.names.length === 0 ? null : fields.disease.names.join('\n')],
    ['remark', fields.remark || null],
  ]
  return list.filter((entry): entry is [string, string] => entry[1] !== null)
}

export const birthColumns = (birth: PersonFields['birth']) => ({
  day: birth !== null && 'day' in birth ? birth.day : null,
  year: birth === null ? null : 'day' in birth ? Number(birth.day.slice(0, 4)) : birth.year,
})

/** Who died or moved away stands behind every list and is in none. */
export const goneRank = 6
const tierRank = { red: 0, yellow: 2, green: 4 } as const

type Ranked = {
  readonly tier: Tier
  readonly contact: 'never' | 'reached'
  readonly life?: LifeState
  /** An infection or a worsening is open. */
  readonly daily: boolean
}

/**
 * Place in a day's list: by risk, within it those never reached first (the domain's order, as one small number). Who is infected
 * or getting worse stands with red whatever the tier (K5): behind a hundred others nobody would be asked every day.
 */
export const rankOf = ({ tier, contact, life = livingHere, daily }: Ranked): number =>
  isGone(life) ? goneRank : tierRank[daily ? 'red' : tier] + (contact === 'never' ? 0 : 1)

/**
 * The tier of whom an infection or a worsening lifted to the rank of red; null of everybody else. The rank alone does not tell
 * the tier, and a list of the red that holds infected greens is longer than the figure that opens it (K6).
 */
export const liftedOf = ({ tier, life = livingHere, daily }: Omit<Ranked, 'contact'>): Exclude<Tier, 'red'> | null =>
  daily && tier !== 'red' && !isGone(life) ? tier : null

export type { LivingClass }
