import type { PersonFields } from '@lianfang/domain/care'
import { dayIn, instantOf, type PlaceCode } from '@lianfang/domain/shared'
import type { CareNeeds } from '../../needs.js'
import { changeValues } from '../../people/change-values.js'
import type { CarriedRecord } from './record.js'
import type { CarriedMove } from './sql.js'

/** The rules in force where somebody arrives. */
export const arrivalValues = async (needs: CareNeeds, place: string) => {
  const now = instantOf(needs.now())
  const care = await needs.policy.care(place as PlaceCode, dayIn(now, needs.zone)) // stored from a checked code
  return { now, ...changeValues(care) }
}

export type TakingIn = {
  readonly move: CarriedMove
  readonly record: CarriedRecord
  readonly fields: PersonFields
  readonly values: Awaited<ReturnType<typeof arrivalValues>>
  /** The person on this ledger that they are; null for nobody known. */
  readonly as: string | null
  /** Who said so, where a person did. */
  readonly account: string | null
}
