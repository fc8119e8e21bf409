import { facilityGrades } from '@lianfang/domain/org'
import { z } from 'zod'
import { commandAnswer, DayText, Id, Place, PlaceInfo } from './common.js'
import { FacilityKindName } from './facilities.js'
import { KindCode } from './kinds.js'
import { route } from './route.js'

const Grade = z.enum(facilityGrades)
const BedCount = z.number().int().min(0).max(100_000)

/** Beds of an institution as they were entered last; null where nobody entered them. */
export const BedsTold = z.object({
  facility: Id,
  beds: BedCount.nullable(),
  criticalBeds: BedCount.nullable(),
})

export const StandardPage = z.object({
  place: PlaceInfo,
  day: DayText,
  rows: z.array(
    z.object({
      kind: KindCode,
      /** By the standard, rounded up once; and what stores of the place can issue today. */
      quantity: z.number().int(),
      available: z.number().int(),
      terms: z.array(
        z.object({
          of: FacilityKindName,
          grade: Grade.nullable(),
          basis: z.enum(['institution', 'beds', 'criticalBeds']),
          amount: z.number().int(),
          ratio: z.number(),
          /** Institutions whose beds nobody entered: they are left out of the amount. */
          unknown: z.number().int(),
          source: z.string(),
          evidence: z.enum(['official', 'reposted', 'ours', 'unconfirmed']),
        }),
      ),
    }),
  ),
  /** The institutions behind the kind that was asked for, at most 200, and how many there are. */
  institutions: z.array(
    BedsTold.extend({
      name: z.string(),
      nameEn: z.string().nullable(),
      place: PlaceInfo,
      of: FacilityKindName,
      grade: Grade,
      /** Null where it is reckoned by beds that nobody entered. */
      quantity: z.number().int().nullable(),
      /** In its own stores; null where it has none in the books. */
      available: z.number().int().nullable(),
    }),
  ),
  institutionsInAll: z.number().int(),
})
export type StandardPage = z.output<typeof StandardPage>

export const standardRoutes = [
  route({
    id: 'standard.read',
    method: 'GET',
    path: '/outlook/standard',
    summary:
      'What institutions of a place should have by the standard configuration, with formula, source and what is there; of one kind the institutions',
    guard: { kind: 'may', action: 'outlook.read', target: 'place' },
    query: z.object({ place: Place, kind: KindCode.optional() }),
    reply: StandardPage,
  }),
  route({
    id: 'standard.beds',
    method: 'POST',
    path: '/outlook/standard/:facility/beds',
    summary: 'Enter the beds of an institution: what the standard asks for by the bed follows from them',
    guard: { kind: 'may', action: 'standard.manage', target: 'place' },
    params: z.object({ facility: Id }),
    body: z.object({ id: Id, beds: BedCount.nullable(), criticalBeds: BedCount.nullable() }),
    reply: commandAnswer(BedsTold, BedsTold),
  }),
] as const
