import {
  filledIn,
  type PersonFields,
  type ProvisionalReason,
  reasonsOf,
  type Standing,
  type StandingNow,
  standingAfter,
} from '@lianfang/domain/care'
import type { Tier } from '@lianfang/domain/policy'
import { birthColumns } from '../people/record.js'

/** How the people of an import's new and changed rows stand, as the criteria say on the day of the pass. */
export type Tally = {
  /** The last row that is counted in: with it a pass goes on after a restart. */
  row: number
  readonly tiers: Record<Tier, number>
  readonly provisional: { people: number; readonly reasons: Record<ProvisionalReason, number> }
}

export const emptyTally = (): Tally => ({
  row: 0,
  tiers: { red: 0, yellow: 0, green: 0 },
  provisional: {
    people: 0,
    reasons: { ageUnknown: 0, diseaseBlank: 0, stabilityUnknown: 0, vaccinationBlank: 0, vaccinationUnread: 0 },
  },
})

/** A copy to count on with, so that what is stored with the import is not changed under it. */
export const continued = (tally: Tally | undefined): Tally => structuredClone(tally ?? emptyTally())

/** What a tier is reckoned from, kept of new people whom a later line of the file may still complete. */
export type Completable = Pick<PersonFields, 'birth' | 'disease' | 'vaccination'>

type Counted = { readonly fields: Completable; readonly standing: Pick<Standing, 'tier' | 'assessment'> }

/** Counts a person in (1) or out again (-1). */
export const countStanding = (tally: Tally, { fields, standing }: Counted, by: 1 | -1): void => {
  tally.tiers[standing.tier] += by
  const reasons = reasonsOf(standing.assessment.provisional, fields)
  if (reasons.length > 0) tally.provisional.people += by
  for (const reason of reasons) tally.provisional.reasons[reason] += by
}

type At = Pick<Parameters<typeof standingAfter>[0], 'values' | 'now' | 'zone'>

/** How somebody with these fields stands: new, or known as they stand now. */
export const standingOf = (fields: Completable, current: StandingNow | null, at: At): Standing =>
  standingAfter({
    basis: { birth: birthColumns(fields.birth), disease: fields.disease.class, vaccination: fields.vaccination.class },
    current,
    ...at,
    cause: 'ledger',
  })

/** Whether a second line about the person can change the tier: it fills blanks only. */
export const isCompletable = ({ birth, disease, vaccination }: Completable): boolean =>
  birth === null || disease.class === 'unknown' || vaccination.class === 'unknown'

/** The person after a second line, as far as the tier is reckoned from it. */
export const completed = ({ birth, disease, vaccination }: Completable, line: PersonFields): Completable => {
  const after = filledIn({ ...line, birth, disease, vaccination }, line)
  return { birth: after.birth, disease: after.disease, vaccination: after.vaccination }
}
