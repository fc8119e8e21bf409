import { facilityGrades, facilityKinds } from '@lianfang/domain/org'
import { z } from 'zod'
import { Cursor, commandAnswer, DayText, fileQuery, Id, Limit, Place, PlaceInfo, page } from './common.js'
import { route } from './route.js'

export const FacilityKindName = z.enum(facilityKinds)

export const FacilityInfo = z.object({
  id: Id,
  kind: FacilityKindName,
  name: z.string(),
  nameEn: z.string().nullable(),
  /** Village, else township, else county. */
  place: PlaceInfo,
  /** The township that a village's facility lies in, for telling villages of one name apart. */
  township: PlaceInfo.nullable(),
  grade: z.enum(facilityGrades),
  phone: z.string().nullable(),
  aroundTheClock: z.boolean(),
  creditCode: z.string().nullable(),
  /** Named only to those who see the trees of organisations. */
  organisation: z.object({ id: Id, name: z.string(), nameEn: z.string().nullable() }).nullable(),
  openFrom: DayText.nullable(),
  closedOn: DayText.nullable(),
  version: z.number().int(),
})
export type FacilityInfo = z.output<typeof FacilityInfo>

const Blank = z
  .string()
  .trim()
  .nullable()
  .transform((text) => text || null)

const FacilityBody = z.object({
  kind: FacilityKindName,
  name: z.string().trim().min(1).max(80),
  nameEn: Blank.pipe(z.string().max(120).nullable()),
  place: Place,
  grade: z.enum(facilityGrades),
  /** The institution's own number, which it publishes; nobody's mobile. */
  phone: Blank.pipe(
    z
      .string()
      .regex(/^[+\d][\d\s()-]{2,29}$/)
      .nullable(),
  ),
  aroundTheClock: z.boolean(),
  creditCode: Blank.pipe(z.string().max(40).nullable()),
  organisation: Id.nullable(),
  openFrom: DayText.nullable(),
})

const Answer = commandAnswer(FacilityInfo, FacilityInfo)

const FacilityFilter = {
  place: Place,
  kind: FacilityKindName.optional(),
  organisation: Id.optional(),
  state: z.enum(['open', 'closed', 'all']).default('open'),
  /** Part of the name, in either language. */
  text: z.string().trim().max(60).optional(),
  order: z.enum(['place', 'name', 'kind']).default('place'),
}

export const facilityRoutes = [
  route({
    id: 'facility.list',
    method: 'GET',
    path: '/facilities',
    summary: 'Facilities of a place and all places in it, by kind, organisation and state',
    guard: { kind: 'may', action: 'facility.read', target: 'place' },
    query: z.object({ ...FacilityFilter, cursor: Cursor, limit: Limit }),
    reply: page(FacilityInfo),
  }),
  route({
    id: 'facility.export',
    method: 'GET',
    path: '/facilities/export',
    summary: 'The same facilities as XLSX or CSV',
    guard: { kind: 'may', action: 'facility.read', target: 'place' },
    query: z.object({ ...FacilityFilter, ...fileQuery }),
    stream: 'file',
  }),
  route({
    id: 'facility.read',
    method: 'GET',
    path: '/facilities/:id',
    summary: 'One facility',
    guard: { kind: 'may', action: 'facility.read', target: 'facility' },
    params: z.object({ id: Id }),
    reply: FacilityInfo,
  }),
  route({
    id: 'facility.create',
    method: 'POST',
    path: '/facilities',
    summary: 'Add a facility at a county, township or village',
    guard: { kind: 'may', action: 'facility.manage', target: 'place' },
    body: FacilityBody.extend({ id: Id }),
    reply: Answer,
  }),
  route({
    id: 'facility.change',
    method: 'PUT',
    path: '/facilities/:id',
    summary: 'Change a facility; an older version than the present one is answered with the present one',
    guard: { kind: 'may', action: 'facility.manage', target: 'facility' },
    params: z.object({ id: Id }),
    body: FacilityBody.extend({ version: z.number().int() }),
    reply: Answer,
  }),
  route({
    id: 'facility.close',
    method: 'POST',
    path: '/facilities/:id/close',
    summary: 'Close a facility on a day; null opens one again that was closed by mistake',
    guard: { kind: 'may', action: 'facility.manage', target: 'facility' },
    params: z.object({ id: Id }),
    body: z.object({ version: z.number().int(), closedOn: DayText.nullable() }),
    reply: Answer,
  }),
] as const
