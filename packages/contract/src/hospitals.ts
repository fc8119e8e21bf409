import { z } from 'zod'
import { commandAnswer, Id, InstantText, PlaceInfo } from './common.js'
import { WorkPhone } from './kinds.js'
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
