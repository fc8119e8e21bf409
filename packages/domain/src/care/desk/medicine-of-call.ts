import type { DayFlag } from '../../policy/index.js'
import type { MedicineSaid } from '../medicine/index.js'

type Told = {
  readonly dayFlags: readonly DayFlag[]
  /** For how many days it lasts and what is missing, as far as the caller knew; null: not asked. */
  readonly medicine: Pick<MedicineSaid, 'daysLeft' | 'note'> | null
}

/**
 * What a call at the desk says of medicine (K4, K9; CARE-MED-1), as a worker at the door would have told it. Null: the call is not
 * about medicine. Ticked as running out it is something missing, also where nobody knew for how many days it lasts.
 */
export const medicineOfCall = ({ dayFlags, medicine }: Told): MedicineSaid | null =>
  dayFlags.includes('medicineOut')
    ? {
        daysLeft: medicine?.daysLeft ?? null,
        note: medicine?.note ?? null,
        ...{ control: null, guided: null, missing: true },
      }
    : null
