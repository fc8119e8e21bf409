import { verifiedNeedBases } from '@lianfang/domain/supply'
import { z } from 'zod'
import { commandAnswer, DayText, Id, InstantText, PlaceInfo } from './common.js'
import { KindCode, WorkPhone } from './kinds.js'
import { route } from './route.js'

export const hospitalParts = ['requester', 'approver'] as const

/** An institution that asks for supplies. */
export const HospitalInfo = z.object({
  id: Id,
  name: z.string(),
  nameEn: z.string().nullable(),
  place: PlaceInfo,
  county: PlaceInfo,
})
export type HospitalInfo = z.output<typeof HospitalInfo>

/** Who asks and who approves inside the institution. */
export const HospitalPeople = HospitalInfo.extend({
  people: z.array(
    z.object({
      id: Id,
      accountId: Id,
      part: z.enum(hospitalParts),
      name: z.string(),
      phone: z.string().nullable(),
      from: InstantText,
      until: InstantText.nullable(),
    }),
  ),
})
export type HospitalPeople = z.output<typeof HospitalPeople>

/** What a page needs to reckon a need as it is typed, by the rule that the server reckons by (SUP-REQ-1, -2, -4, -10, -11). */
export const NeedTermsInfo = z.object({
  basis: z.enum(verifiedNeedBases),
  perPatient: z.number().int(),
  coverDays: z.number().int(),
  /** Null where no store of the institution keeps a book. */
  idleInBooks: z.number().int().nullable(),
  /** Verified on other open requests for the kind and not received. */
  coming: z.number().int(),
  /** The mean of its earlier requests; null when there is none. */
  usual: z.number().nullable(),
  doubtTimes: z.number(),
  /** The largest number of patients, beds and units in use; and the largest quantity. */
  most: z.number().int(),
  mostUnits: z.number().int(),
  today: DayText,
})
export type NeedTermsInfo = z.output<typeof NeedTermsInfo>

const Answer = commandAnswer(HospitalPeople, HospitalPeople)
const manage = { kind: 'may', action: 'hospital.manage', target: 'hospital' } as const

export const hospitalRoutes = [
  route({
    id: 'hospital.mine',
    method: 'GET',
    path: '/hospitals/mine',
    summary: 'The institutions that one asks or approves for',
    guard: { kind: 'may', action: 'hospital.mine', target: 'actor' },
    reply: z.object({ rows: z.array(HospitalInfo.extend({ part: z.enum(hospitalParts) })) }),
  }),
  route({
    id: 'hospital.terms',
    method: 'GET',
    path: '/hospitals/:id/terms',
    summary: 'What a need of an institution for a kind is reckoned with: rule values, its books, what is coming to it',
    guard: { kind: 'may', action: 'request.read', target: 'hospital' },
    params: z.object({ id: Id }),
    query: z.object({ kind: KindCode, request: Id.optional() }),
    reply: NeedTermsInfo,
  }),
  route({
    id: 'hospital.people',
    method: 'GET',
    path: '/hospitals/:id/people',
    summary: 'Who asks for supplies and who approves inside an institution',
    guard: manage,
    params: z.object({ id: Id }),
    reply: HospitalPeople,
  }),
  route({
    id: 'hospital.name',
    method: 'POST',
    path: '/hospitals/:id/people',
    summary: 'Name a requester or an approver of an institution',
    guard: manage,
    params: z.object({ id: Id }),
    body: z.object({ id: Id, accountId: Id, part: z.enum(hospitalParts), phone: WorkPhone }),
    reply: Answer,
  }),
  route({
    id: 'hospital.unname',
    method: 'POST',
    path: '/hospitals/:id/people/:named/end',
    summary: 'End a naming; what the person asked for or approved stays under their name',
    guard: manage,
    params: z.object({ id: Id, named: Id }),
    reply: Answer,
  }),
] as const
